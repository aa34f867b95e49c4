import Deadlines
import Engine
import FoundationEssentials
import NotifierKit
import Workflows

/// Writes the message of a draft: subject, text, and the fields a plug-in gets.
struct MessageWriter {
    let templates: MessageTemplates
    let draft: MessageDraft

    /// The reminder the message is named for.
    private var first: Reminder { draft.reminders[0] }
    /// The run it speaks of: of a miss the one that was missed, though another has begun since.
    private var run: DeadlineRun? {
        guard let run = draft.state.deadline(first.key.deadline) else { return nil }
        guard let passed = first.passed, run.run != first.key.run else { return run }
        var missed = DeadlineRun(
            id: run.id, run: first.key.run, armedOn: run.armedOn, calendar: run.calendar)
        missed.due = passed
        missed.status = declaration?.whenMissed?.consequence.lapses == true ? .lapsed : .missed
        return missed
    }
    private var declaration: DeadlineDeclaration? {
        draft.definition.deadlines(of: first.key.deadline.item?.kind)
            .first { $0.name == first.key.deadline.name }
    }

    /// The subject and text by the reminder's template.
    func write() -> (subject: String, text: String) {
        templates.render(first.template ?? first.kind.template, values)
    }

    /// The message as a plug-in gets it.
    func message(
        id: String, address: String, subject: String, text: String, notAfter: Instant
    ) -> NotifierMessage {
        NotifierMessage(
            delivery: id,
            notAfter: Date(timeIntervalSince1970: Double(notAfter.milliseconds / 1000)),
            kind: first.kind.wireKind, severity: wireSeverity,
            to: .init(name: draft.to.person, address: address), subject: subject, text: text,
            scrutiny: draft.state.id, deadline: wireDeadline, reason: reason)
    }

    /// Why this message and why now, in a sentence.
    var reason: String {
        var parts: [String] = []
        switch first.kind {
        case .changed: parts += changes
        case .missed: parts.append("The day has passed: \(consequence).")
        case .obstacle: parts.append(first.because ?? "Something stands in the way of the day.")
        case .notStarted: parts.append("The day is still not known.")
        case .rung: parts.append("This is the reminder \"\(first.phrase)\" of its ladder.")
        }
        let others = draft.reminders.filter { $0.key.rung != first.key.rung }
        for (rung, reminders) in Dictionary(grouping: others, by: \.key.rung)
            .sorted(by: { $0.key < $1.key })
        {
            let sentences = Set(reminders.compactMap(\.because)).subtracting(parts).sorted()
            parts += sentences.isEmpty ? ["It stands also for \"\(rung)\"."] : sentences
        }
        if let party = draft.unboundParty {
            parts.append("Nobody is bound to \"\(party)\", so you get it in their place.")
        }
        return parts.joined(separator: " ")
    }

    /// What changed; where that differs among the items, of which.
    private var changes: [String] {
        let alike = draft.reminders.filter { $0.key.rung == first.key.rung }
        let sentences = Set(alike.compactMap(\.because))
        guard sentences.count > 1 else { return [first.because ?? "The day has changed."] }
        return sentences.sorted().map { sentence in
            let items = alike.filter { $0.because == sentence }.compactMap(\.key.deadline.item)
            return items.isEmpty
                ? sentence : "\(items.map(\.description).joined(separator: ", ")): \(sentence)"
        }
    }

    private var consequence: String {
        let law = declaration?.law.flatMap { draft.definition.law($0)?.cite }
        let words = declaration?.whenMissed?.consequence.words ?? "the day has passed"
        return law.map { "\(words) (\($0))" } ?? words
    }

    private var wireSeverity: NotifierMessage.Severity {
        NotifierMessage.Severity(
            rawValue: (draft.reminders.map(\.severity).max() ?? first.severity).rawValue)
            ?? .warning
    }

    private var wireDeadline: NotifierDeadline? {
        guard let run, let declaration else { return nil }
        return NotifierDeadline(
            name: first.key.deadline.description, title: declaration.title,
            due: run.due?.description, status: run.status.rawValue,
            consequence: declaration.whenMissed?.consequence.rawValue,
            explanation: run.steps.map(\.text))
    }

    private var values: [String: Any] {
        let id = draft.state.id
        let name = first.key.deadline.description
        return [
            "scrutiny": [
                "id": id, "title": draft.definition.title(of: draft.state),
                "workflow": draft.definition.title,
            ],
            "deadline": deadlineValues,
            "items": items,
            "to": ["name": draft.to.person, "party": draft.to.party],
            "reason": reason,
            "explanation": run?.steps.map(\.text) ?? [],
            "acknowledgeCommand": "scrutinyctl acknowledge \(id) \(name)",
            "showCommand": "scrutinyctl show \(id)",
            "explainCommand": "scrutinyctl explain \(id) \(name)",
        ]
    }

    private var deadlineValues: [String: Any] {
        [
            "name": first.key.deadline.description,
            "title": declaration?.title ?? first.key.deadline.name,
            "due": run?.due?.description ?? "",
            "dueLong": run?.due?.long ?? Self.unknownDay(run),
            "relative": run?.due.map { RelativeDay.words(from: draft.today, to: $0) } ?? "",
            "status": run?.status.rawValue ?? "",
            "consequence": consequence,
            "rule": declaration.map { "\($0.due)" } ?? "",
            "law": declaration?.law.flatMap { draft.definition.law($0)?.cite } ?? "",
            "practical": run?.practical?.long ?? "",
            "provisional": run?.isProvisional ?? false,
        ]
    }

    private static func unknownDay(_ run: DeadlineRun?) -> String {
        run?.status == .paused
            ? "on a day not known while its clock stands still" : "on a day not known yet"
    }

    private var items: [[String: Any]] {
        var seen: Set<ItemID> = []
        return draft.reminders.compactMap(\.key.deadline.item).filter { seen.insert($0).inserted }
            .map { item in
                let facts = draft.state.item(item)?.part.facts ?? [:]
                let title = ["title", "name", "summary", "text"].lazy
                    .compactMap { facts[$0]?.line }.first
                let deadline = DeadlineID(item: item, name: first.key.deadline.name)
                return [
                    "key": item.key, "title": title ?? "",
                    "due": draft.state.deadline(deadline)?.due?.long ?? "",
                ]
            }
    }
}

extension Reminder.Kind {
    /// The usual template's name.
    fileprivate var template: String {
        switch self {
        case .rung: "reminder"
        case .missed: "missed"
        case .changed: "changed"
        case .obstacle: "obstacle"
        case .notStarted: "not-started"
        }
    }

    /// The kind in the words of the plug-in contract.
    var wireKind: NotifierMessage.Kind {
        switch self {
        case .rung, .notStarted: .reminder
        case .missed: .missed
        case .changed, .obstacle: .changed
        }
    }
}
