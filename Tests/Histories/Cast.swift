import Deadlines
import Engine
import Notifications
import WorkflowFiles
import Workflows

/// What a history plays with: definitions, calendars, people, sending rules.
struct Cast: Sendable {
    /// Definitions that scrutinies are opened by; the first is the panel's meeting.
    let definitions: [Library.Entry]
    /// Calendars as they are in force.
    private(set) var calendars: [WorkingCalendar]
    /// When messages go out.
    let sending: SendingRules
    /// Who stands for whom.
    let book: AddressBook
    let routes: Routes
    /// The channels there are.
    let channels: [String]
    /// The library that an engine decides by.
    private(set) var library: Library

    private static let templates: MessageTemplates = {
        do {
            return try MessageTemplates(Shipped.folder.templates)
        } catch {
            preconditionFailure("the shipped templates are sound: \(error)")
        }
    }()

    /// The cast of a seed on its first day.
    init(seed: UInt64, today: CivilDate) throws {
        var dice = Dice(seed: seed, for: "cast")
        let shipped = Shipped.definitions
        var entries = [Written.meeting]
        if dice.oneIn(2), let meeting = shipped.first(where: { $0.id.name == "panel-meeting" }) {
            entries = [meeting]
        }
        let others = shipped.filter { $0.id.name != "panel-meeting" }
        switch dice.roll(5) {
        case 0: entries.append(Written.review)
        case 1: entries.append(Written.appointment)
        case 2: entries += [dice.pick(others)].compactMap(\.self)
        default: break
        }
        if entries.count == 1 || dice.oneIn(3) {
            let text = MadeDefinition.text(seed: seed, name: "made-first")
            entries.append(try Written.definition(text))
        }
        definitions = entries
        let counted = entries.map(\.definition.calendars).reduce(into: Set()) { $0.formUnion($1) }
        calendars = Shipped.folder.calendars.filter { counted.contains($0.name) }
        let closed = (0..<dice.roll(4)).compactMap { _ in today.adding(days: dice.roll(1...60)) }
        let times = ["09:00", "09:00", "00:00", "17:30"]
        guard let time = TimeOfDay(dice.pick(times) ?? "09:00") else {
            preconditionFailure("these are times of day")
        }
        sending = SendingRules(
            time: time,
            closureDays: Dictionary(closed.map { ($0, "closed") }, uniquingKeysWith: { $1 }))
        book = Self.book(&dice, today: today)
        let isDoubled = dice.oneIn(3)
        channels = ["mail", "file"]
        routes = Routes(
            routes: [.init(severities: [.urgent], channels: isDoubled ? channels : ["mail"])],
            fallback: [dice.oneIn(4) ? "file" : "mail"])
        let planner = MessagePlanner(book: book, routes: routes, templates: Self.templates)
        library = Self.library(definitions, calendars, sending, planner)
    }

    /// One person stands for one party, one for two, one for a time; some parties have nobody.
    private static func book(_ dice: inout Dice, today: CivilDate) -> AddressBook {
        let half = today.adding(days: dice.roll(20...90))
        var persons = [
            AddressBook.Person(
                name: "support-officer", address: "clerk@example.org", user: "clerk",
                bindings: [.init(party: "clerk")]),
            AddressBook.Person(
                name: "panel-chair", address: "chair@example.org",
                bindings: [.init(party: "chair"), .init(party: "working-group")]),
        ]
        if dice.oneIn(2) {
            persons.append(
                AddressBook.Person(
                    name: "deputy", address: "deputy@example.org",
                    bindings: [.init(party: "clerk", from: half), .init(party: "chair")]))
        }
        if dice.oneIn(2) {
            persons.append(
                AddressBook.Person(
                    name: "officer", address: "officer@example.org",
                    bindings: [
                        .init(party: "officer", to: half), .init(party: "commissioner-office"),
                    ]))
        }
        return AddressBook(persons: persons)
    }

    private static func library(
        _ definitions: [Library.Entry], _ calendars: [WorkingCalendar], _ sending: SendingRules,
        _ messages: any MessagePlanning
    ) -> Library {
        Library(
            current: definitions, calendars: calendars, sending: sending, messages: messages)
    }

    /// Gives every calendar one holiday more, as a proclamation does.
    mutating func proclaim(_ day: CivilDate, version: String) {
        calendars = calendars.map { calendar in
            WorkingCalendar(
                name: calendar.name, title: calendar.title, version: version,
                source: calendar.source, coverage: calendar.coverage,
                holidays: calendar.holidays + [
                    Holiday(date: day, title: "proclaimed", division: calendar.name)
                ])
        }
        library = Self.library(definitions, calendars, sending, library.messages)
    }
}
