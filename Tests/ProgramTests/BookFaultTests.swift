import Foundation
import GRDB
import Testing

/// When the disk, the file or another terminal is in the way: no half order, a sentence for the
/// customer, a line for whoever runs the program, and enquiries go on.
@Suite struct BookFaultTests {
    private static let template = Result { try LivedBook() }

    private func book() throws -> LivedBook { try LivedBook(copying: Self.template.get()) }

    private static let payOff = "我还欠多少\n提前结清\n确认\n<secret>\n"

    /// The program through another one that limits it first.
    private func run(
        through tool: [String], _ arguments: [String], _ book: LivedBook, stdin: String = ""
    ) throws -> Program.Outcome {
        try Program.run(
            Array(tool.dropFirst()) + [Program.path()] + arguments, stdin: Array(stdin.utf8),
            environment: book.environment, program: tool[0])
    }

    // MARK: - The disk

    /// Every size of file at which a write of an order can fail, one after the other.
    @Test(.enabled(if: Self.exists("/usr/bin/prlimit")))
    func aFileThatMayNotGrow() throws {
        var (done, notDone) = (0, 0)
        for kilobytes in stride(from: 0, through: 240, by: 8) {
            let book = try book()
            let run = try run(
                through: ["/usr/bin/prlimit", "--fsize=\(kilobytes * 1024)", "--"],
                book.command("zhang-wei"), book, stdin: Self.payOff)
            #expect(run.status == 0, "\(kilobytes) KiB: \(run.stderr)")
            #expect(run.stdout.contains("本金"), "enquiries go on: \(run.stdout)")
            let stored = try book.storedReceipts()
            if run.stdout.contains("R000001") {
                done += 1
                #expect(stored == ["R000001"])
            } else {
                notDone += 1
                // Not done, or not known: never a word of having failed.
                let isSaid = ["没有办成", "暂时无法确认", "只能查询"].contains {
                    run.stdout.contains($0)
                }
                #expect(isSaid, "\(kilobytes) KiB: \(run.stdout)\(run.stderr)")
                #expect(run.stderr.contains("paydesk:"))
                let next = try book.chat("zhang-wei", "再见\n").stdout
                #expect(next.contains("没有办成") || !stored.isEmpty == next.contains("R000001"))
            }
            try book.expectRight()
        }
        #expect(done > 0 && notDone > 0)
    }

    /// A real file system without room, where the tester may mount one.
    @Test(.enabled(if: Self.canMount))
    func aFullDisk() throws {
        let book = try book()
        let script = """
            mount -t tmpfs -o size=640k none "$1" && cp "$2" "$2.key" "$1/" && cd "$1" && \
            chmod 700 . && { dd if=/dev/zero of=filler bs=4k 2>/dev/null; true; } && \
            shift 2 && "$@" --store "$PWD/book.sqlite"
            """
        let place = (book.path as NSString).deletingLastPathComponent + "/disk"
        try FileManager.default.createDirectory(
            atPath: place, withIntermediateDirectories: true)
        let chat = ["chat", "--customer", "zhang-wei", "--now", LivedBook.now]
        let run = try Program.run(
            ["-m", "sh", "-c", script, "sh", place, book.path, Program.path()] + chat,
            stdin: Array(Self.payOff.utf8), environment: book.environment,
            program: "/usr/bin/unshare")
        #expect(run.status == 0, "\(run.stderr)")
        #expect(run.stdout.contains("本金") && !run.stdout.contains("R000001"), "\(run.stdout)")
        #expect(run.stdout.contains("只能查询"), "\(run.stdout)\(run.stderr)")
    }

    /// Enquiries only: nothing is posted, nobody signs in, and the file stays as it is.
    @Test(.enabled(if: geteuid() != 0 || Self.exists("/usr/bin/setpriv")))
    func aFolderThatCannotBeWritten() throws {
        let book = try book()
        let folder = (book.path as NSString).deletingLastPathComponent
        let files = [book.path, book.path + ".key"]
        for file in files { chmod(file, 0o400) }
        chmod(folder, 0o500)
        defer { chmod(folder, 0o700) }
        var tool = ["/usr/bin/env"]
        if geteuid() == 0 {
            for file in files + [folder, (folder as NSString).deletingLastPathComponent] {
                chown(file, 65_534, 65_534)
            }
            tool = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: book.path))
        let run = try run(through: tool, book.command("zhang-wei"), book, stdin: Self.payOff)
        #expect(run.status == 0, "\(run.stderr)")
        #expect(run.stderr.contains("Enquiries only"))
        #expect(run.stdout.contains("本金") && run.stdout.contains("只能查询"), "\(run.stdout)")
        let signIn = try self.run(
            through: tool, ["chat", "--store", book.path], book,
            stdin: "我还欠多少\n13800000001\n1001\n")
        #expect(signIn.stdout.contains("没法核实身份"), "\(signIn.stdout)\(signIn.stderr)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: book.path)) == before)
    }

    // MARK: - The file

    @Test(
        arguments: [
            ("foreign", 68, [0, 0, 0, 77], 65), ("newer", 60, [0, 0, 0, 99], 78),
            ("older", 60, [0, 0, 0, 1], 78), ("damaged", 100, [0, 0, 0, 0, 0, 0, 0, 0], 65),
        ] as [(String, Int, [UInt8], Int32)])
    func aBookThatIsNotOurs(_ kind: String, _ offset: Int, _ bytes: [UInt8], _ status: Int32) throws
    {
        let book = try book()
        var content = try Data(contentsOf: URL(fileURLWithPath: book.path))
        content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        try content.write(to: URL(fileURLWithPath: book.path))
        chmod(book.path, 0o600)
        for command in [
            book.command("zhang-wei"), ["account", "verify", "--store", book.path],
            ["account", "show", "zhang-wei", "--store", book.path],
        ] {
            let run = try book.run(command, stdin: Self.payOff)
            #expect(run.status == status, "\(kind) \(command[0]): \(run.status) \(run.stderr)")
            #expect(run.stderr.hasPrefix("paydesk: ") && run.lines.isEmpty, "\(run.stdout)")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: book.path)) == content)
    }

    /// Rows changed behind the desk's back: money stops, enquiries do not, and verify names it.
    @Test func aBookThatWasTamperedWith() throws {
        let book = try book()
        let file = try DatabaseQueue(path: book.path)
        try file.write { database in
            try database.execute(sql: "DROP TRIGGER postings_no_update")
            try database.execute(
                sql: "UPDATE postings SET debit = debit + 1 WHERE operation = 1 AND line = 1")
        }
        try file.close()
        let verdict = try book.run(["account", "verify", "--store", book.path])
        #expect(verdict.status == 1)
        #expect(verdict.stderr.contains("operation 1 is not balanced"), "\(verdict.stderr)")
        let run = try book.chat("zhang-wei", Self.payOff)
        #expect(run.stdout.contains("本金") && run.stdout.contains("账本核对出现问题"), "\(run.stdout)")
        #expect(run.stderr.contains("postings_no_update was changed. No money"), "\(run.stderr)")
        #expect(try book.storedReceipts().isEmpty)
        let english = try book.chat("li-na", "split this bill into 12\nconfirm\n<secret>\n")
        #expect(english.stdout.contains("Our books failed a check"))
    }

    /// Another program keeps the book for longer than anybody waits.
    @Test func aBookThatIsBusy() throws {
        let book = try book()
        let other = try DatabaseQueue(path: book.path)
        try other.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            defer { #expect(throws: Never.self) { try database.execute(sql: "ROLLBACK") } }
            let run = try book.chat("zhang-wei", Self.payOff)
            #expect(run.status == 0)
            #expect(run.stdout.contains("本金") && run.stdout.contains("没有办成"), "\(run.stdout)")
            #expect(run.stderr.contains("waiting up to five seconds"), "\(run.stderr)")
            #expect(run.stderr.contains("another terminal is using the book"))
            let reveal = try book.run([
                "account", "list", "--reveal", "a call", "--store", book.path,
            ])
            #expect(reveal.status == 69 && reveal.lines.isEmpty, "\(reveal.stderr)")
        }
        #expect(try book.storedReceipts().isEmpty)
        try book.expectRight()
    }

    // MARK: - The output

    /// An order is not begun when nobody reads what becomes of it.
    @Test func aReaderThatHasLeft() throws {
        let book = try book()
        let line = """
            printf '%s' "$1" | { shift; "$@"; echo $? >&2; } | true
            """
        let run = try Program.run(
            ["-c", line, "sh", Self.payOff, Program.path()] + book.command("zhang-wei"),
            environment: book.environment, program: "/bin/sh")
        #expect(run.stderr.contains("141"), "\(run.stderr)")
        #expect(try book.storedReceipts().isEmpty)
    }

    @Test func anOutputThatIsFull() throws {
        let book = try book()
        let run = try Program.run(
            book.command("zhang-wei"), stdin: Array(Self.payOff.utf8),
            environment: book.environment, output: "/dev/full")
        #expect(run.status == 74)
        #expect(try book.storedReceipts().isEmpty)
    }

    /// Standard descriptors closed at the start: none of them may become the book.
    @Test func closedDescriptors() throws {
        let book = try book()
        let run = try Program.run(
            ["-c", "exec \"$@\" 0<&- 1>&- 2>&-", "sh", Program.path()]
                + book.command("zhang-wei"), environment: book.environment, program: "/bin/sh")
        #expect(run.status == 74)
        #expect(try book.storedReceipts().isEmpty)
        try book.expectRight()
    }

    @Test(arguments: [["chat", "--customer", "zhang-wei"], ["account", "list"], ["--version"]])
    func aClosedOutput(_ command: [String]) throws {
        let run = try Program.run(
            ["-c", "\"$@\" >&-", "sh", Program.path()] + command
                + (command[0] == "--version" ? [] : ["--store", ":memory:"]),
            stdin: Array(Self.payOff.utf8), environment: Paydesk.environment, program: "/bin/sh")
        #expect(run.status == 74)
        #expect(run.stderr == "paydesk: stdout is closed: nobody could read the answer\n")
    }

    // MARK: - What the tester may do

    static func exists(_ tool: String) -> Bool { access(tool, X_OK) == 0 }

    static let canMount: Bool = {
        guard geteuid() == 0, exists("/usr/bin/unshare") else { return false }
        let probe = try? Program.run(
            ["-m", "sh", "-c", "mount -t tmpfs none /mnt"], program: "/usr/bin/unshare")
        return probe?.status == 0
    }()
}
