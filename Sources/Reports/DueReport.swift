package import ControlProtocol

/// What waits for an act, the most urgent first.
package struct DueReport: Report {
    private let reply: Register.Due.Reply

    /// A report of what the daemon found due.
    package init(_ reply: Register.Due.Reply) {
        self.reply = reply
    }

    package func write(on sheet: inout Sheet) {
        guard !reply.deadlines.isEmpty else {
            return sheet.line("Nothing is due as of \(ReportDay.text(of: reply.today)).")
        }
        var table = TextTable([
            "due", "", "scrutiny", "deadline", TextTable.Column("what", width: 36), "status",
            TextTable.Column("if it passes", width: 24), TextTable.Column("notes", width: 48),
        ])
        for deadline in reply.deadlines {
            table.add([
                TextTable.Cell(deadline.dueText, deadline.due == nil ? .faint : .plain),
                "\(deadline.relative(to: reply.today))", "\(deadline.scrutiny)",
                "\(deadline.name)", "\(deadline.title)", deadline.statusCell,
                "\(deadline.meaningToCome)", "\(deadline.notes)",
            ])
        }
        sheet.table(table)
        sheet.line("")
        let overdue = reply.deadlines.filter { ["missed", "lapsed"].contains($0.status) }.count
        sheet.line(
            "\(reply.deadlines.count.counted("deadline", "deadlines")) as of "
                + "\(ReportDay.text(of: reply.today)), \(overdue) overdue")
        if reply.omitted > 0 {
            sheet.line(
                "\(reply.omitted) more are not shown: ask for fewer with --within or --overdue.",
                .warning)
        }
    }
}
