package import ControlProtocol

extension Register.Deadline {
    /// Whether the act is still awaited.
    var waits: Bool { ["not-started", "running", "paused", "missed", "lapsed"].contains(status) }

    /// How it stands: `running`, `met Fri 19 Jan 2018`, `missed (breach of duty)`.
    var statusCell: TextTable.Cell {
        switch status {
        case "met", "met-late":
            let on = metOn.map { " \(ReportDay.text(of: $0))" } ?? ""
            return TextTable.Cell(status == "met" ? "met\(on)" : "met late\(on)", .good)
        case "missed", "lapsed":
            let what = consequence.map { " (\(Self.words(ofConsequence: $0)))" } ?? ""
            return TextTable.Cell(status + what, .bad)
        case "running":
            return TextTable.Cell(status, (workingDaysLeft ?? .max) <= 3 ? .warning : .plain)
        case "not-started": return TextTable.Cell("not started", .faint)
        default: return TextTable.Cell(status, .faint)
        }
    }

    /// What it would mean that its day passes; empty once it has, or is no longer awaited.
    var meaningToCome: String {
        guard waits, status != "missed", status != "lapsed" else { return "" }
        return consequence.map(Self.words(ofConsequence:)) ?? ""
    }

    /// The day and the time of day it is due.
    var dueText: String {
        guard let due else { return "not known" }
        return ReportDay.text(of: due) + (cut.map { " by \($0)" } ?? "")
    }

    /// How far off it is; empty where nobody waits for it, or the day is not known.
    func relative(to today: String) -> String {
        guard waits, let due = due.flatMap(ReportDay.init(iso:)),
            let today = ReportDay(iso: today)
        else { return "" }
        return due.relative(to: today, workingDaysLeft: workingDaysLeft)
    }

    /// What a reader of the date has to know.
    var notes: String {
        var notes: [String] = []
        if provisional { notes.append("provisional") }
        if ["running", "paused"].contains(status), let practical, practical != due {
            notes.append("last working day \(ReportDay.text(of: practical))")
        }
        if !acknowledgedBy.isEmpty {
            notes.append("acknowledged by \(acknowledgedBy.joined(separator: ", "))")
        }
        return (notes + flags).joined(separator: "; ")
    }

    /// What its passing means, in words.
    package static func words(ofConsequence name: String) -> String {
        switch name {
        case "breach": "breach of duty"
        case "lapse": "the power lapses"
        case "deemed-permission": "permission is deemed given"
        case "late": "late"
        case "item-cannot-be-taken": "the item cannot be taken"
        default: name
        }
    }
}
