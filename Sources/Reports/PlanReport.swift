package import ControlProtocol

/// What comes by itself, with what cannot be met above it.
package struct PlanReport: Report {
    private let reply: Register.Plan.Reply

    /// A report of what the daemon plans.
    package init(_ reply: Register.Plan.Reply) {
        self.reply = reply
    }

    package func write(on sheet: inout Sheet) {
        writeObstacles(on: &sheet)
        sheet.heading(
            "From \(ReportDay.text(of: reply.today)) to \(ReportDay.text(of: reply.until)), "
                + "if nothing is recorded until then")
        guard !reply.entries.isEmpty else { return sheet.line("Nothing comes.", indent: 2) }
        var table = TextTable([
            "when", "what", "scrutiny", "deadline", "due",
            TextTable.Column("to", width: 28), "by", TextTable.Column("notes", width: 48),
        ])
        for entry in reply.entries {
            table.add([
                "\(ReportDay.text(ofMoment: entry.at))", entry.whatCell, "\(entry.scrutiny)",
                "\(entry.deadline ?? "")", "\(entry.due.map(ReportDay.text(of:)) ?? "")",
                "\(entry.to.joined(separator: ", "))",
                "\(entry.channels.joined(separator: ", "))", "\(entry.notes)",
            ])
        }
        sheet.table(table, indent: 2)
        if reply.omitted > 0 {
            sheet.line("")
            sheet.line(
                "\(reply.omitted) more are not shown: ask for less with --until or --id.",
                .warning)
        }
    }

    private func writeObstacles(on sheet: inout Sheet) {
        guard !reply.obstacles.isEmpty else { return }
        sheet.heading("Dates that do not fit")
        var table = TextTable(["scrutiny", "item", TextTable.Column("why", width: 88)])
        for obstacle in reply.obstacles {
            table.add([
                TextTable.Cell(obstacle.scrutiny, .bad), "\(obstacle.item ?? "")",
                "\(obstacle.text)",
            ])
        }
        sheet.table(table, indent: 2)
    }
}

extension Register.Planned {
    fileprivate var whatCell: TextTable.Cell {
        switch kind {
        case "passing": TextTable.Cell("passes", .warning)
        case "opening": TextTable.Cell("opens", .good)
        default: TextTable.Cell(kind)
        }
    }

    /// What a reader of the line has to know besides.
    fileprivate var notes: String {
        var notes = rungs
        if let consequence {
            notes.append(Register.Deadline.words(ofConsequence: consequence))
        }
        if kind == "message", !items.isEmpty { notes.append(items.joined(separator: ", ")) }
        if provisional { notes.append("provisional") }
        if let note { notes.append(note) }
        return notes.joined(separator: "; ")
    }
}
