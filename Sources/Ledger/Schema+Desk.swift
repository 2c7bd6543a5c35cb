/// What the desk keeps beside the books: orders under way, what was shown, conversations,
/// hand-offs.
extension Schema {
    static let desk = """
        -- Orders from the moment they are handed over until the customer has heard how they ended.
        CREATE TABLE orders (
            key TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 200),
            customer TEXT NOT NULL REFERENCES customers (id),
            -- As JSON.
            content TEXT NOT NULL,
            \(moment("at")),
            state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'void'))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX untold_orders ON orders (customer, state) WHERE state <> 'closed';
        -- Receipts that have been on a screen.
        CREATE TABLE shown (
            receipt INTEGER PRIMARY KEY REFERENCES receipts (number),
            \(moment("at"))
        ) STRICT;
        CREATE TABLE dialogues (
            conversation TEXT PRIMARY KEY CHECK (length(conversation) BETWEEN 1 AND 200),
            customer TEXT REFERENCES customers (id),
            \(moment("at")),
            content BLOB NOT NULL CHECK (length(content) <= \(Ledger.longestDialogue))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE handoffs (
            number INTEGER PRIMARY KEY,
            conversation TEXT NOT NULL,
            customer TEXT REFERENCES customers (id),
            level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 2),
            reason TEXT NOT NULL,
            summary TEXT NOT NULL,
            priority INTEGER NOT NULL,
            \(moment("at"))
        ) STRICT;
        """
}
