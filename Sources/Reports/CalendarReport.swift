package import ControlProtocol

/// The calendars with the days they cover.
package struct CalendarsReport: Report {
    private let calendars: [Register.Calendar]

    /// A report of calendars.
    package init(_ calendars: [Register.Calendar]) {
        self.calendars = calendars
    }

    package func write(on sheet: inout Sheet) {
        var table = TextTable(["calendar", "version", "from", "to", "holidays", "imported"])
        for calendar in calendars {
            let last = calendar.imports.last
            table.add([
                "\(calendar.name)", "\(calendar.version)",
                "\(calendar.from.map(ReportDay.text(of:)) ?? "")",
                "\(calendar.to.map(ReportDay.text(of:)) ?? "")", "\(calendar.holidays)",
                "\(last.map { "\($0.source), sha256 \($0.hash.prefix(12))" } ?? "")",
            ])
        }
        sheet.table(table)
    }
}

/// One calendar with its holidays.
package struct CalendarReport: Report {
    private let reply: Register.Holidays.Reply

    /// A report of a calendar.
    package init(_ reply: Register.Holidays.Reply) {
        self.reply = reply
    }

    package func write(on sheet: inout Sheet) {
        let calendar = reply.calendar
        sheet.fields([
            ("Calendar", "\(calendar.title) (\(calendar.name))"), ("Version", calendar.version),
            ("Source", calendar.source.isEmpty ? nil : calendar.source),
            ("Covers", coverage),
        ])
        for one in calendar.imports {
            sheet.line(
                "Imported \(ReportDay.text(ofMoment: one.at)) by \(one.by): \(one.source), "
                    + "version \(one.version), sha256 \(one.hash)")
        }
        sheet.line("")
        var table = TextTable(["day", "holiday", "in"])
        for holiday in reply.holidays {
            table.add([
                "\(ReportDay.text(of: holiday.date))", "\(holiday.title)", "\(holiday.division)",
            ])
        }
        sheet.table(table)
    }

    private var coverage: String? {
        guard let from = reply.calendar.from, let to = reply.calendar.to else { return nil }
        return "\(ReportDay.text(of: from)) to \(ReportDay.text(of: to))"
    }
}

/// What an import changed, or would.
package struct CalendarImportReport: Report {
    private let reply: Manager.ImportCalendar.Reply
    private let isDryRun: Bool

    /// A report of what the daemon answered.
    package init(_ reply: Manager.ImportCalendar.Reply, isDryRun: Bool) {
        self.reply = reply
        self.isDryRun = isDryRun
    }

    package func write(on sheet: inout Sheet) {
        if reply.calendars.isEmpty {
            sheet.line("Nothing changes: all of it was known.")
        } else {
            sheet.line(
                isDryRun ? "This would change; nothing was changed:" : "Imported.",
                isDryRun ? .plain : .good)
        }
        for change in reply.calendars { write(change, on: &sheet) }
        if !reply.moved.isEmpty {
            sheet.heading(isDryRun ? "Deadlines that would move" : "Deadlines that moved")
            var table = TextTable(["scrutiny", "deadline", "from", "to"])
            for move in reply.moved {
                table.add([
                    "\(move.scrutiny)", "\(move.deadline)",
                    "\(move.from.map(ReportDay.text(of:)) ?? "not known")",
                    "\(move.to.map(ReportDay.text(of:)) ?? "not known")",
                ])
            }
            sheet.table(table, indent: 2)
            if reply.omitted > 0 { sheet.line("and \(reply.omitted) more", indent: 2) }
        } else if !reply.calendars.isEmpty {
            sheet.line(isDryRun ? "No deadline would move." : "No deadline moved.")
        }
        for remark in reply.remarks { sheet.line("- \(remark)", .warning) }
        sheet.line("sha256 \(reply.hash)")
    }

    private func write(_ change: Manager.CalendarChange, on sheet: inout Sheet) {
        sheet.heading("\(change.calendar): version \(change.oldVersion) becomes \(change.version)")
        var table = TextTable(["", "day", "holiday", "in"])
        for holiday in change.added {
            table.add([
                "added", "\(ReportDay.text(of: holiday.date))", "\(holiday.title)",
                "\(holiday.division)",
            ])
        }
        for holiday in change.gone {
            table.add([
                "gone", "\(ReportDay.text(of: holiday.date))", "\(holiday.title)",
                "\(holiday.division)",
            ])
        }
        for holiday in change.renamed {
            table.add([
                "renamed", "\(ReportDay.text(of: holiday.date))",
                "\(holiday.to), until now \(holiday.from)", "",
            ])
        }
        if !table.isEmpty { sheet.table(table, indent: 2) }
        if change.from != change.oldFrom || change.to != change.oldTo {
            sheet.line("covered \(days(change.oldFrom, change.oldTo))", indent: 2)
            sheet.line("covers  \(days(change.from, change.to))", indent: 2)
        }
    }

    private func days(_ from: String, _ to: String) -> String {
        "\(ReportDay.text(of: from)) to \(ReportDay.text(of: to))"
    }
}
