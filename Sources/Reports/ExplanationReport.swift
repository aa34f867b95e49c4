package import ControlProtocol

/// Why a deadline is due when it is, and whom it reminds.
package struct ExplanationReport: Report {
    private let reply: Register.Explain.Reply

    /// A report of what the daemon explained.
    package init(_ reply: Register.Explain.Reply) {
        self.reply = reply
    }

    package func write(on sheet: inout Sheet) {
        let deadline = reply.deadline
        sheet.heading("\(deadline.title) (\(deadline.scrutiny) \(deadline.name))")
        let relative = deadline.relative(to: reply.today)
        sheet.fields([
            ("Due", deadline.dueText + (relative.isEmpty ? "" : " (\(relative))")),
            ("Status", deadline.statusCell.text + metBy),
            ("Rule", deadline.rule),
            ("Source", source),
            ("If it passes", deadline.consequence.map(Register.Deadline.words(ofConsequence:))),
            ("Calendar", "\(deadline.calendar), version \(deadline.calendarVersion)"),
            ("Run", runs),
            ("Notes", deadline.notes.isEmpty ? nil : deadline.notes),
        ])
        writeSteps(on: &sheet)
        writeLadder(on: &sheet)
    }

    private var metBy: String { reply.deadline.metBy.map { ", by \($0)" } ?? "" }

    private var source: String? {
        reply.deadline.law.map { law in
            let checked = reply.deadline.lawVerified.map { "checked \(ReportDay.text(of: $0))" }
            return "\(law) (\(checked ?? "not checked by anybody yet"))"
        }
    }

    /// Said only where there is more than one run or the day has moved.
    private var runs: String? {
        let deadline = reply.deadline
        guard deadline.run > 1 || deadline.generation > 1 else { return nil }
        let moves = deadline.generation - 1
        return "\(deadline.run), moved \(moves.counted("time", "times"))"
    }

    private func writeSteps(on sheet: inout Sheet) {
        guard !reply.steps.isEmpty else { return }
        sheet.heading("How the day is found")
        for (index, step) in reply.steps.enumerated() {
            sheet.line("\(index + 1). \(step.text)", indent: 2)
        }
    }

    private func writeLadder(on sheet: inout Sheet) {
        guard !reply.ladder.isEmpty else { return }
        sheet.heading("Reminders")
        var table = TextTable([
            "when", "to", "goes out", "severity", "outcome", TextTable.Column("why", width: 40),
        ])
        for rung in reply.ladder {
            let isDead = rung.outcome == "dead-letter"
            table.add([
                "\(rung.phrase)", "\(rung.to)",
                "\(rung.at.map(ReportDay.text(ofMoment:)) ?? "not known")", "\(rung.severity)",
                TextTable.Cell(isDead ? "dead letter" : rung.outcome, isDead ? .bad : .plain),
                "\(rung.reason ?? "")",
            ])
        }
        sheet.table(table, indent: 2)
    }
}
