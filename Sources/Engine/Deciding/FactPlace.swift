import Deadlines

/// Where in an entry facts were given: of an import with one of its events, or to one of its
/// items; else with what the entry is about.
struct FactPlace: Hashable {
    /// The event; nil: with none.
    var event: String?
    /// The item; nil: to what the entry or the event is about.
    var item: ItemID?
}

extension Command {
    /// The parts whose facts it gives there; nil: none.
    func parts(givenFactsAt place: FactPlace) -> [ItemID?]? {
        switch self {
        case .open: return place == FactPlace() ? [nil] : nil
        case .set(let item, _): return place == FactPlace() ? [item] : nil
        case .record(let recording):
            guard place.event.map({ $0 == recording.event }) ?? true else { return nil }
            return Self.parts(recording.items, place.item)
        case .add(let items, _): return place.event == nil ? Self.parts(items, place.item) : nil
        case .bringIn(_, let items, let events, _):
            if place.event != nil {
                let meant = events.filter(place.isMeant)
                return meant.count == 1 ? Self.parts(meant[0].items, place.item) : nil
            }
            guard let item = place.item else { return [nil] }
            return items.contains { $0.id == item } ? [item] : nil
        default: return nil
        }
    }

    private static func parts(_ items: [ItemID], _ item: ItemID?) -> [ItemID?]? {
        guard let item else { return items.isEmpty ? [nil] : items.map(Optional.some) }
        return items == [item] ? [item] : nil
    }

    /// The command with these facts among those it gives there.
    func giving(_ facts: [GivenFact], at place: FactPlace) -> Command {
        switch self {
        case .open(var opening):
            opening.facts.give(facts)
            return .open(opening)
        case .record(var recording):
            recording.facts.give(facts)
            return .record(recording)
        case .set(let item, var given):
            given.give(facts)
            return .set(item: item, facts: given)
        case .add(let items, var given):
            given.give(facts)
            return .add(items: items, facts: given)
        case .bringIn(var opening, var items, var events, let assignments):
            if place.event != nil {
                for index in events.indices where place.isMeant(events[index]) {
                    events[index].facts.give(facts)
                }
            } else if let item = place.item {
                for index in items.indices where items[index].id == item {
                    items[index].facts.give(facts)
                }
            } else {
                opening.facts.give(facts)
            }
            if place.event == nil { events.replace(facts, of: place.item) }
            return .bringIn(opening, items: items, events: events, assignments: assignments)
        default: return self
        }
    }
}

extension FactPlace {
    fileprivate func isMeant(_ recording: Recording) -> Bool {
        recording.event == event && (item.map(recording.items.contains) ?? true)
    }
}

extension [GivenFact] {
    /// Takes facts among these, in the place of those of the same names.
    fileprivate mutating func give(_ facts: [GivenFact]) {
        removeAll { old in facts.contains { $0.name == old.name } }
        append(contentsOf: facts)
    }
}

extension [Recording] {
    /// Puts facts in the place of those of the same names that events of a part gave.
    fileprivate mutating func replace(_ facts: [GivenFact], of item: ItemID?) {
        for index in indices where self[index].items == (item.map { [$0] } ?? []) {
            let names = Set(self[index].facts.map(\.name))
            self[index].facts.give(facts.filter { names.contains($0.name) })
        }
    }
}
