import ArgumentParser
import NLU
import Training

/// How a corpus is read where its files do not say so themselves.
struct CorpusOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: "Labels of lines that belong to no intent and are to be rejected.")
    var outOfScope = [Interpretation.outOfScope]

    @OptionGroup var files: FileOptions

    var corpus: CorpusFiles {
        CorpusFiles(
            reading: files.reading, skipsBadRows: files.skipBadRows, outOfScope: outOfScope)
    }

    var isUsual: Bool {
        outOfScope == [Interpretation.outOfScope] && !files.skipBadRows
            && files.reading == ReadingOptions()
    }
}

/// How files of labelled lines are read.
struct FileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The column of a table that holds the texts: its name, or its number from 1.",
            valueName: "column"))
    var textColumn: String?

    @Option(help: ArgumentHelp("The column that holds the labels.", valueName: "column"))
    var labelColumn: String?

    @Option(help: "What parts two fields of a table: comma, tab, semicolon, bar, or a character.")
    var delimiter: Delimiter?

    @Option(help: "What the bytes of the files are, such as GB18030. Default: UTF-8.")
    var encoding: String?

    @Flag(help: "The first line of a table is an example and names no columns.")
    var noHeader = false

    @Flag(help: "Leave out rows and examples that cannot be read, instead of stopping at them.")
    var skipBadRows = false

    @Option(
        help: ArgumentHelp(
            "Files and folders to leave alone, such as 'stories*'; may be repeated.",
            valueName: "pattern"))
    var exclude: [String] = []

    func validate() throws {
        guard let encoding, !TextEncoding.isKnown(encoding) else { return }
        throw ValidationError("--encoding: there is no '\(encoding)'; `iconv -l` lists them")
    }

    var reading: ReadingOptions {
        var options = ReadingOptions()
        (options.textColumn, options.labelColumn) = (textColumn, labelColumn)
        options.delimiter = delimiter?.character
        options.encoding = encoding
        options.hasHeader = !noHeader
        options.exclude = PathPatterns(exclude)
        return options
    }
}

/// A character between fields, also by its name, since shells make a tab hard to type.
struct Delimiter: ExpressibleByArgument {
    let character: Character

    init?(argument: String) {
        let names: [String: Character] = [
            "comma": ",", "tab": "\t", "\\t": "\t", "semicolon": ";", "bar": "|",
        ]
        let found = names[argument] ?? (argument.utf8.count == 1 ? argument.first : nil)
        guard let found, found != "\"", !found.isNewline else { return nil }
        character = found
    }
}
