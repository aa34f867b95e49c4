import Deadlines
import Workflows

extension DefinitionPage {
    func writeDeadlines(on sheet: inout MarkdownSheet) {
        sheet.heading("Deadlines")
        writeTable(of: definition.deadlines, on: &sheet)
        if definition.deadlines.contains(where: \.reminds) {
            sheet.paragraph("Reminders:")
            writeReminders(of: definition.deadlines, on: &sheet)
        }
        if !definition.law.isEmpty {
            sheet.paragraph("Sources:")
            sheet.list(definition.law.map(Self.source))
        }
        if !definition.periods.isEmpty {
            sheet.paragraph("Days that do not count, where the rule says so:")
            sheet.list(definition.periods.map(Self.period))
        }
        if !definition.schedules.isEmpty {
            sheet.paragraph("Opens by itself, where the configuration lists the workflow:")
            sheet.list(definition.schedules.map(Self.schedule))
        }
    }

    private static func schedule(_ schedule: Schedule) -> String {
        let days = schedule.opens.map(\.description).joined(separator: ", ")
        return "`\(schedule.name)`: \(days), as `\(schedule.id)`."
    }

    private static func source(_ law: Law) -> String {
        let cite = law.cite.hasSuffix(".") ? String(law.cite.dropLast()) : law.cite
        let checked = law.verified.map { " Checked on \($0.long)." }
        let note = law.name == Law.local ? "" : checked ?? " Nobody has checked this citation yet."
        return "`\(law.name)`: \(cite).\(note)"
    }

    private static func period(_ period: PeriodDeclaration) -> String {
        switch period.days {
        case .inState(let state): "`\(period.name)`: the days in `\(state)`."
        case .between(let from, let to):
            "`\(period.name)`: from `\(from)` to `\(to)`, both included."
        }
    }

    func writeTable(of deadlines: [DeadlineDeclaration], on sheet: inout MarkdownSheet) {
        sheet.table(
            ["deadline", "due", "while", "met by", "when it passes", "source"],
            deadlines.map { deadline in
                [
                    "\(deadline.title) (`\(deadline.name)`)",
                    "\(deadline.due)" + (deadline.calendar.map { " (calendar \($0))" } ?? ""),
                    (deadline.whileIn.isEmpty ? "to the end" : Self.codes(deadline.whileIn))
                        + (deadline.condition.map { "; if \($0)" } ?? ""),
                    deadline.metBy.isEmpty ? "nothing" : Self.codes(deadline.metBy),
                    Self.passing(deadline),
                    (deadline.law.map { "`\($0)`" } ?? "")
                        + (deadline.isExtendable ? "" : ", no more time"),
                ]
            })
    }

    private static func passing(_ deadline: DeadlineDeclaration) -> String {
        guard let missed = deadline.whenMissed else {
            return deadline.metBy.isEmpty
                ? "nothing: it is a marker" : "it is missed; nobody is told"
        }
        let raised = missed.raise.map { ", and `\($0)` happens" } ?? ""
        let told = missed.to.isEmpty ? "" : "; told: \(missed.to.joined(separator: ", "))"
        return missed.consequence.words + raised + told
    }

    func writeReminders(of deadlines: [DeadlineDeclaration], on sheet: inout MarkdownSheet) {
        let rows = deadlines.flatMap { deadline in
            reminders(of: deadline) + questions(of: deadline)
        }
        if !rows.isEmpty { sheet.table(["deadline", "when", "to"], rows) }
    }

    private func reminders(of deadline: DeadlineDeclaration) -> [[String]] {
        deadline.ladder.map { rung in
            let often = rung.atMost > 1 ? " (at most \(rung.atMost) times)" : ""
            let when = rung.when.map(\.description).joined(separator: ", ")
            return ["`\(deadline.name)`", when + often, people(rung.to)]
        }
    }

    private func questions(of deadline: DeadlineDeclaration) -> [[String]] {
        guard let question = deadline.ifNotStarted else { return [] }
        let when = "its day still not known \(question.after) after it began"
        return [["`\(deadline.name)`", when, people(question.to)]]
    }

    private func people(_ names: [String]) -> String {
        names.map { definition.parties.contains($0) ? $0 : "the address in `\($0)`" }
            .joined(separator: ", ")
    }
}

extension DeadlineDeclaration {
    fileprivate var reminds: Bool { !ladder.isEmpty || ifNotStarted != nil }
}
