package import ControlProtocol

/// What was recorded of one scrutiny, oldest first.
package struct HistoryReport: Report {
    private let entries: [Register.HistoryEntry]

    /// A report of these entries.
    package init(_ entries: [Register.HistoryEntry]) {
        self.entries = entries
    }

    package func write(on sheet: inout Sheet) {
        for entry in entries {
            let actor = entry.uid.map { "\(entry.actor) (uid \($0))" } ?? entry.actor
            sheet.heading(
                "\(entry.sequence)  \(ReportDay.text(ofMoment: entry.at))  \(entry.summary)")
            sheet.line("\(entry.cause) by \(actor), hash \(entry.hash.prefix(16))", indent: 4)
            if entry.redacted { sheet.line("The content was redacted.", .warning, indent: 4) }
            if let note = entry.note { sheet.paragraph("Note: \(note)", indent: 4) }
            for line in entry.lines { sheet.line("- \(line)", indent: 4) }
        }
    }
}
