package import ControlProtocol

/// The board: every scrutiny in one line.
package struct Board: Report {
    private let reply: Register.List.Reply

    /// The board of what the daemon listed.
    package init(_ reply: Register.List.Reply) {
        self.reply = reply
    }

    package func write(on sheet: inout Sheet) {
        guard !reply.scrutinies.isEmpty else {
            return sheet.line("No scrutiny is like that.")
        }
        var table = TextTable([
            "scrutiny", TextTable.Column("title", width: 40), "year",
            TextTable.Column("state", width: 36), "next due", "", "overdue",
        ])
        for scrutiny in reply.scrutinies { table.add(row(of: scrutiny)) }
        sheet.table(table)
        sheet.line("")
        sheet.line(total)
    }

    private func row(of scrutiny: Register.Summary) -> [TextTable.Cell] {
        let day = scrutiny.nextDue.flatMap(ReportDay.init(iso:))
        let today = ReportDay(iso: reply.today)
        let distance = today.flatMap { today in day?.relative(to: today) }
        return [
            "\(scrutiny.id)", "\(scrutiny.title)", "\(scrutiny.year ?? "")", scrutiny.stateCell,
            "\(day?.text ?? "")", "\(distance ?? "")",
            scrutiny.overdue > 0 ? TextTable.Cell("\(scrutiny.overdue) overdue", .bad) : "",
        ]
    }

    private var total: String {
        let open = reply.scrutinies.filter { !$0.final }.count
        let late = reply.scrutinies.filter { $0.overdue > 0 }.count
        return "\(reply.scrutinies.count.counted("scrutiny", "scrutinies")), \(open) open"
            + (late > 0 ? ", \(late) with overdue deadlines" : "")
    }
}

extension Register.Summary {
    /// Where it stands.
    var stateCell: TextTable.Cell {
        if withdrawn != nil { return TextTable.Cell("withdrawn", .faint) }
        let states = states.joined(separator: ", ")
        return TextTable.Cell(states, final ? .faint : .plain)
    }
}
