/// What the desk keeps beside the books: orders under way, what was shown, conversations,
/// hand-offs and their steps.
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
        -- What happened to a ticket, step by step; how it stands follows from them.
        CREATE TABLE ticket_steps (
            number INTEGER PRIMARY KEY CHECK (number >= 1),
            ticket INTEGER NOT NULL REFERENCES handoffs (number),
            \(moment("at")),
            kind TEXT NOT NULL CHECK (kind IN
                ('added', 'taken', 'noted', 'assigned', 'closed', 'reopened')),
            -- Who took the step, and the login it was done under; nobody of the staff where the
            -- customer has added something.
            who TEXT CHECK (who <> ''),
            login TEXT CHECK (login <> ''),
            -- A note, an outcome, whom it was given to, or the summary of what was added.
            content TEXT NOT NULL,
            -- Of what was added.
            reason TEXT,
            level INTEGER CHECK (level BETWEEN 0 AND 2),
            priority INTEGER,
            CHECK ((kind = 'added') = (reason IS NOT NULL)),
            CHECK ((reason IS NULL) = (level IS NULL) AND (reason IS NULL) = (priority IS NULL)),
            CHECK ((kind = 'added') = (who IS NULL) AND (who IS NULL) = (login IS NULL))
        ) STRICT;
        CREATE INDEX steps_of_ticket ON ticket_steps (ticket);
        """
}
