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
        writeTriggers(on: &sheet)
        writeLedger(on: &sheet)
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

    private func writeTriggers(on sheet: inout Sheet) {
        guard !reply.triggers.isEmpty else { return }
        sheet.heading("What it rests on")
        var table = TextTable(["name", "day", "recorded by", "on", "entry"])
        for trigger in reply.triggers {
            table.add([
                "\(trigger.name)",
                "\(trigger.date.map(ReportDay.text(of:)) ?? trigger.value ?? "not known")",
                "\(trigger.actor ?? "")", "\(trigger.at.map(ReportDay.text(ofMoment:)) ?? "")",
                "\(trigger.sequence.map { String($0) } ?? "")",
            ])
        }
        sheet.table(table, indent: 2)
    }

    private func writeLedger(on sheet: inout Sheet) {
        guard !reply.ledger.isEmpty else { return }
        sheet.heading("How its clock came to stand so")
        var table = TextTable(["entry", "when", "by", TextTable.Column("what", width: 60)])
        for line in reply.ledger {
            table.add([
                "\(line.sequence)", "\(ReportDay.text(ofMoment: line.at))", "\(line.actor)",
                "\(line.text)",
            ])
        }
        sheet.table(table, indent: 2)
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
