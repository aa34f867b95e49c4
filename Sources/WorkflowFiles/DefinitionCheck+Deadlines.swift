import Deadlines
import Documents
import Statecharts
import Workflows

extension DefinitionCheck {
    func checkDeadlines(item: String?) {
        for deadline in definition.deadlines(of: item) {
            let position = place(deadline.name, item: item, in: places.deadlines)
            let due = place(deadline.name, item: item, in: places.dues)
            checkReferences(deadline.due, at: due, item: item)
            checkYear(deadline, at: due)
            checkStates(deadline, at: position, item: item)
            checkLaw(deadline, at: position, item: item)
            checkRecipients(deadline, at: position, item: item)
            checkRaise(deadline, at: position, item: item)
            checkAfterMiss(deadline, at: position, item: item)
        }
    }

    /// Where a text of a deadline stands.
    private func word(
        _ text: String, of deadline: DeadlineDeclaration, _ item: String?
    ) -> SourcePosition? {
        places.words[Places.key(deadline.name, item: item)]?[text]
    }

    private func checkYear(_ deadline: DeadlineDeclaration, at position: SourcePosition) {
        guard deadline.due.hasBareDay else { return }
        log.warning(
            at: position, "\(deadline.due)",
            "a day without a year is the first on or after the opening",
            remedy: "Name the year: \"8 February in precept-year\".")
    }

    private func checkStates(
        _ deadline: DeadlineDeclaration, at position: SourcePosition, item: String?
    ) {
        guard let chart = definition.chart(of: item) else { return }
        for state in deadline.whileIn where chart.path(named: state) == nil {
            log.error(
                at: word(state, of: deadline, item) ?? position, state,
                "there is no state \"\(state)\" here",
                remedy: nearest(state, in: chart.states.map(\.path)).map {
                    "Did you mean \"\($0)\"?"
                }
                    ?? "Name a state by its path, such as evidence/calling.")
        }
    }

    private func checkLaw(
        _ deadline: DeadlineDeclaration, at position: SourcePosition, item: String?
    ) {
        guard let law = deadline.law, definition.law(law) == nil, !places.spoilt.contains(law)
        else { return }
        log.error(
            at: word(law, of: deadline, item) ?? position, law,
            "there is no source of law \"\(law)\"",
            remedy: nearest(law, in: definition.law.map(\.name)).map { "Did you mean \"\($0)\"?" }
                ?? "Declare it under law.")
    }

    private func checkRecipients(
        _ deadline: DeadlineDeclaration, at position: SourcePosition, item: String?
    ) {
        let names = names(item: item)
        let all = deadline.recipients + (deadline.ifNotStarted?.to ?? [])
        var seen: Set<String> = []
        for recipient in all where seen.insert(recipient).inserted {
            if definition.parties.contains(recipient) { continue }
            if names.fact(recipient)?.type == .email || places.spoilt.contains(recipient) {
                continue
            }
            let emails = names.facts.filter { $0.type == .email }.map(\.name)
            log.error(
                at: word(recipient, of: deadline, item) ?? position, recipient,
                "\"\(recipient)\" is neither a party nor a mail address",
                remedy: nearest(recipient, in: definition.parties + emails).map {
                    "Did you mean \"\($0)\"?"
                } ?? "Declare it under parties.")
        }
        if !deadline.ladder.isEmpty, deadline.ladder.allSatisfy({ $0.to.isEmpty }) {
            log.error(
                at: position, deadline.name, "its reminders go to nobody", remedy: "Add \"to\".")
        }
    }

    private func checkRaise(
        _ deadline: DeadlineDeclaration, at position: SourcePosition, item: String?
    ) {
        guard let event = deadline.whenMissed?.raise else { return }
        if definition.chart(of: item)?.handles(event) != true {
            log.error(
                at: word(event, of: deadline, item) ?? position, event,
                "no transition takes the raised event \"\(event)\"",
                remedy: "Add one, or remove raise.")
        }
    }

    /// An event that a chart raises or sends must mean something to it.
    func checkRaises() {
        for raised in places.raises {
            let isRecord = raised.item == nil && definition.records.contains(raised.event)
            let isMeeting = definition.deadlines(of: raised.item).contains {
                $0.metBy.contains(raised.event)
            }
            guard !isRecord, !isMeeting,
                definition.chart(of: raised.item)?.handles(raised.event) != true
            else { continue }
            log.error(
                at: raised.position, raised.event,
                "no transition takes the event \"\(raised.event)\"",
                remedy: "Add one, or list the event under records.")
        }
    }

    /// A deadline that counts from itself, however many steps around, has no day.
    func checkCircles() {
        for kind in [nil] + definition.itemKinds.map({ Optional($0.name) }) {
            let deadlines = definition.deadlines(of: kind)
            for deadline in deadlines {
                // Told once, of the first of those that go around.
                guard let circle = circle(from: deadline.name, in: deadlines),
                    circle.min() == deadline.name
                else { continue }
                log.error(
                    at: place(deadline.name, item: kind, in: places.dues), deadline.name,
                    "it counts from itself: \(circle.joined(separator: " → "))",
                    remedy: "Let one of them count from a fact or an event.")
            }
        }
    }

    private func circle(from start: String, in deadlines: [DeadlineDeclaration]) -> [String]? {
        var path = [start]
        var seen: Set<String> = []
        func visit(_ name: String) -> Bool {
            guard let deadline = deadlines.first(where: { $0.name == name }) else { return false }
            for case .name(let next) in deadline.due.references {
                if next == start {
                    path.append(next)
                    return true
                }
                guard seen.insert(next).inserted else { continue }
                path.append(next)
                if visit(next) { return true }
                path.removeLast()
            }
            return false
        }
        return visit(start) ? path : nil
    }
}
