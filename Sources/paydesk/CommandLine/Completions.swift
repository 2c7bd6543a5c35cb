import ArgumentParser
import Foundation
import Ledger

/// Values that a shell completes, asked of the program when somebody presses Tab. Nothing is said
/// and nothing made for it: what cannot be looked up is not offered.
extension CompletionKind {
    static var transcripts: CompletionKind { .file(extensions: ["transcript"]) }
    static var lines: CompletionKind { .file(extensions: ["yml", "yaml", "csv", "tsv"]) }

    static var customers: CompletionKind {
        .custom { words, _, _ in book(words).flatMap { try? $0.customers().map(\.id) } ?? [] }
    }

    static var contracts: CompletionKind {
        .custom { words, _, _ in
            guard let book = book(words), let customers = try? book.customers() else { return [] }
            let accounts = customers.compactMap { customer in
                try? book.position(of: customer.id, at: Clock(nil).now).account
            }
            return customers.map(\.id) + accounts.flatMap { ($0.loans + $0.plans).map(\.id) }
        }
    }

    static var receipts: CompletionKind {
        .custom { words, _, _ in
            book(words).flatMap { try? $0.receipts().map(\.receipt.number) } ?? []
        }
    }

    static var conversations: CompletionKind {
        .custom { words, _, _ in
            let folder = value(of: "--records", in: words)
            let files = try? RecordFile.all(in: folder, book(words))
            return (files ?? []).map(\.conversation)
        }
    }

    static var tickets: CompletionKind {
        .custom { words, _, _ in
            book(words).flatMap { try? $0.queue().map(\.number) } ?? []
        }
    }

    /// Of the corpus named, or else the usual one: a file for each.
    static var intents: CompletionKind {
        .custom { words, _, _ in
            let named = value(of: "--intents", in: words)
            guard let corpus = try? named ?? Paths.intents().path,
                let files = try? FileManager.default.contentsOfDirectory(atPath: corpus)
            else { return [] }
            return files.filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }.sorted()
        }
    }

    /// The book named, or else the usual one, or else a fresh demo book.
    private static func book(_ words: [String]) -> Ledger? {
        guard let now = try? Clock(nil).now else { return nil }
        let named = try? BookFile.place(value(of: "--store", in: words))
        return named.flatMap { try? BookFile.look(at: $0, now: now) }
            ?? (try? Ledger(at: .memory, now: now))
    }

    private static func value(of option: String, in words: [String]) -> String? {
        guard let place = words.firstIndex(of: option), place + 1 < words.count else { return nil }
        return words[place + 1]
    }
}
