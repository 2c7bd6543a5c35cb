import ArgumentParser

/// What conversations left behind, a subcommand a file.
struct RecordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records",
        abstract: "Find the records of conversations, read them, watch one that goes on.",
        discussion: """
            Every chat leaves a record, masked, under $XDG_STATE_HOME/paydesk/records. A conversation \
            is named by its id, such as C3IEUZ89XTSADV, or the beginning of it, or by a receipt or \
            ticket that came of it. Looks are put into the audit chain.

            EXAMPLES
              paydesk records list --customer li-na
              paydesk records show R000001
              paydesk records search "pay off" --from 2026-03-01
              paydesk records follow
            """,
        subcommands: [
            RecordsList.self, RecordsShow.self, RecordsSearch.self, RecordsFollow.self,
            RecordsExport.self,
        ])
}
