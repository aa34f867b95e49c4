import Engine

/// A definition by the dice: states in a row with ways back, perhaps two regions side by side,
/// perhaps items, and deadlines of every kind of count.
struct MadeDefinition {
    private var dice: Dice
    private let name: String
    private var lines: [String] = []
    /// Events that lead on from each state of the row, and back.
    private var events: [String] = []
    private var states: [String] = []

    /// Days that phrases may name.
    private static let days = ["first-day", "second-day", "heard", "meeting.starts"]
    private static let zones = [
        "Europe/London", "Europe/London", "Pacific/Auckland", "America/New_York", "Asia/Kolkata",
    ]

    /// The text of the definition of a seed.
    static func text(seed: UInt64, name: String) -> String {
        var made = MadeDefinition(dice: Dice(seed: seed, for: name), name: name)
        return made.write()
    }

    private init(dice: Dice, name: String) {
        self.dice = dice
        self.name = name
    }

    private mutating func write() -> String {
        let zone = dice.pick(Self.zones) ?? "Europe/London"
        lines = [
            "workflow: \(name)", "version: 1", "time-zone: \(zone)",
            "law: { local: { cite: Ours }, act: { cite: An Act } }",
            "parties: [clerk, chair, officer]",
            "facts:",
            "  first-day: { type: date }",
            "  second-day: { type: date }",
            "  score: { type: number }",
            "  mail: { type: email }",
            "  span: { type: window }",
            "  held-year: { type: year }",
            "  meeting: { type: scrutiny, of: panel-meeting }",
            "  stop-day: { type: date }",
            "  go-day: { type: date }",
            "periods: { pause: { from: stop-day, to: go-day } }",
            "records: [heard, noted]",
        ]
        if dice.oneIn(2) { writeItems() }
        writeStates()
        writeDeadlines(of: states, metBy: events + ["heard"], prefix: "due", indent: "")
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func writeItems() {
        lines += [
            "items:", "  part:", "    key: number",
            "    facts: { made-on: { type: date }, part-mail: { type: email } }",
            "    states:",
            "      open: { events: { answered: closed, asked: waiting } }",
            "      waiting: { events: { answered: closed, taken-back: open } }",
            "      closed: { events: { reopened: open } }",
        ]
        let before = lines.count
        writeDeadlines(
            of: ["open", "waiting"], metBy: ["answered"], prefix: "part-due", indent: "    ",
            extraDay: "made-on", extraRecipient: "part-mail")
        precondition(lines.count > before, "an item kind has deadlines")
    }

    // MARK: States

    private mutating func writeStates() {
        let count = dice.roll(2...4)
        states = (0..<count).map { "stage-\($0)" }
        lines.append("states:")
        for (index, state) in states.enumerated() {
            let next = index + 1 < count ? "stage-\(index + 1)" : "done"
            if index == 1, dice.oneIn(3) {
                writeRegions(of: state, next: next)
            } else {
                writeState(state, index: index, next: next)
            }
        }
        lines.append("  done: { final: true }")
    }

    private mutating func writeState(_ state: String, index: Int, next: String) {
        var moves = ["go-\(index): \(onward(to: next))"]
        events.append("go-\(index)")
        if index > 0 {
            moves.append("back-\(index): stage-\(dice.roll(index))")
            events.append("back-\(index)")
        }
        if dice.oneIn(3) {
            moves.append("again-\(index): \(state)")
            events.append("again-\(index)")
        }
        if dice.oneIn(4) { moves.append("late: { do: [ { set: { score: 3 } } ] }") }
        lines.append("  \(state):")
        lines.append("    events: { \(moves.joined(separator: ", ")) }")
        if dice.oneIn(6) {
            lines.append("    always: [ { to: \(next), if: score is at least 9 } ]")
        }
    }

    private mutating func onward(to next: String) -> String {
        switch dice.roll(6) {
        case 0: "{ to: \(next), if: score is at least 1, otherwise-say: \"A score first.\" }"
        case 1: "{ to: \(next), do: [ { set: { second-day: occurred } } ] }"
        case 2: "{ to: \(next), do: [ { send: noted, after: \(dice.roll(1...40)) days } ] }"
        case 3: "{ to: \(next), do: [ { clear: stop-day } ] }"
        default: next
        }
    }

    private mutating func writeRegions(of state: String, next: String) {
        lines += [
            "  \(state):", "    parallel: true", "    states:",
            "      left:", "        states:",
            "          left-a: { events: { left-on: left-b } }",
            "          left-b: { final: true }",
            "      right:", "        states:",
            "          right-a: { events: { right-on: right-b, right-out: right-c } }",
            "          right-b: { events: { right-back: right-a, right-out: right-c } }",
            "          right-c: { final: true }",
            "    events: { leave: stage-0 }",
            "    when-done: \(next)",
        ]
        events += ["left-on", "right-on", "right-out", "right-back", "leave"]
        states += ["left-a", "right-a", "right-b"]
    }

    // MARK: Deadlines

    private mutating func writeDeadlines(
        of states: [String], metBy events: [String], prefix: String, indent: String,
        extraDay: String? = nil, extraRecipient: String? = nil
    ) {
        lines.append("\(indent)deadlines:")
        let count = dice.roll(1...4)
        for index in 0..<count {
            let name = "\(prefix)-\(index)"
            let days = Self.days + (extraDay.map { [$0, $0] } ?? [])
            var due = phrase(days)
            if index > 0, dice.oneIn(4) {
                due = "\(dice.roll(1...15)) days after \(prefix)-\(index - 1)"
            }
            lines.append("\(indent)  \(name):")
            lines.append("\(indent)    due: \(due)")
            if dice.roll(4) > 0 {
                let some = [dice.pick(states), dice.pick(states)].compactMap(\.self)
                let distinct = Set(some).sorted().joined(separator: ", ")
                lines.append("\(indent)    while: [\(distinct)]")
            }
            if dice.oneIn(5) { lines.append("\(indent)    if: score is unknown") }
            if dice.oneIn(2) {
                lines.append("\(indent)    law: \(dice.oneIn(2) ? "local" : "act")")
            }
            if dice.roll(5) > 0, let event = dice.pick(events) {
                lines.append("\(indent)    met-by: \(event)")
            }
            writeMiss(indent)
            writeLadder(indent, extraRecipient)
        }
    }

    private mutating func writeMiss(_ indent: String) {
        if dice.roll(4) > 0 {
            let words = ["breach", "lapse", "deemed-permission", "late", "item-cannot-be-taken"]
            let to = dice.oneIn(2) ? "clerk" : "[clerk, chair]"
            lines.append(
                "\(indent)    when-missed: "
                    + "{ consequence: \(dice.pick(words) ?? "late"), to: \(to) }")
        }
        if dice.oneIn(3) {
            let days = dice.roll(1...6)
            lines.append(
                "\(indent)    if-not-started: { after: \(days) working days, to: clerk }")
        }
    }

    private mutating func writeLadder(_ indent: String, _ extraRecipient: String?) {
        let count = dice.roll(4)
        guard count > 0 else { return }
        lines.append("\(indent)    remind:")
        for _ in 0..<count {
            let recipients = ["clerk", "[clerk, chair]", "officer", "chair", "[officer, mail]"]
            let to =
                extraRecipient.flatMap { dice.oneIn(3) ? $0 : nil }
                ?? dice.pick(recipients) ?? "clerk"
            let severity = dice.pick(["notice", "warning", "urgent"]) ?? "warning"
            if dice.oneIn(3) {
                lines.append(
                    "\(indent)      - { when: every \(span()) after, "
                        + "at-most: \(dice.roll(1...4)), to: \(to), severity: \(severity) }")
            } else {
                var rungs: [String] = []
                for _ in 0...dice.roll(3) { rungs.append(rung()) }
                lines.append(
                    "\(indent)      - { when: [\(rungs.joined(separator: ", "))], to: \(to), "
                        + "severity: \(severity) }")
            }
        }
    }

    private mutating func rung() -> String {
        switch dice.roll(7) {
        case 0: "on the day"
        case 1: "halfway"
        case 2: "at once"
        case 3: "\(span()) after"
        default: "\(span()) before"
        }
    }

    private mutating func span() -> String {
        switch dice.roll(4) {
        case 0: counted(dice.roll(1...3), "week")
        case 1: counted(dice.roll(1...9), "working day")
        case 2: counted(dice.roll(1...2), "month")
        default: counted(dice.roll(1...20), "day")
        }
    }

    private func counted(_ number: Int, _ unit: String) -> String {
        "\(number) \(unit)\(number == 1 ? "" : "s")"
    }

    private mutating func phrase(_ days: [String]) -> String {
        let day = dice.pick(days) ?? "first-day"
        let other = dice.pick(days) ?? "second-day"
        let ignoring = dice.oneIn(4) ? " ignoring pause" : ""
        let roll = dice.oneIn(5) ? " rolled forward to a working day" : ""
        let cut = dice.oneIn(5) ? " by 17:00" : ""
        switch dice.roll(16) {
        case 0: return "\(counted(dice.roll(1...40), "day")) after \(day)\(ignoring)\(roll)\(cut)"
        case 1: return "\(counted(dice.roll(1...6), "week")) after \(day)\(ignoring)\(cut)"
        case 2: return "\(counted(dice.roll(1...4), "month")) after \(day)\(roll)"
        case 3: return "1 year after \(day)\(roll)"
        case 4: return "\(counted(dice.roll(1...25), "working day")) after \(day)\(ignoring)\(cut)"
        case 5: return "\(counted(dice.roll(1...9), "clear day")) after \(day)"
        case 6: return "\(counted(dice.roll(1...9), "clear working day")) after \(day)"
        case 7: return "\(counted(dice.roll(1...5), "week")) beginning with \(day)\(ignoring)"
        case 8: return "\(counted(dice.roll(1...4), "month")) beginning with \(day)"
        case 9: return "\(counted(dice.roll(1...9), "working day")) before \(day)"
        case 10: return "\(counted(dice.roll(1...9), "clear day")) before \(day)"
        case 11: return "the \(ordinal(dice.roll(4...20))) working day following \(day)"
        case 12: return "by \(dice.oneIn(2) ? "earlier" : "later") of \(day) and \(other)"
        case 13: return "by \(dice.oneIn(2) ? "start" : "end") of span\(roll)\(cut)"
        case 14: return "by \(dice.roll(1...28)) February in held-year\(cut)"
        default: return "by next panel-meeting\(dice.oneIn(2) ? " after \(day)" : "")"
        }
    }

    private func ordinal(_ number: Int) -> String { "\(number)th" }
}
