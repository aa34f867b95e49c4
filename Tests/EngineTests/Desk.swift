import Deadlines
import Documents
import Engine
import Simulation
import WorkflowFiles
import Workflows

/// A support office in virtual time: the real engine over a store in memory, definitions read from
/// their YAML texts, and one channel that keeps what it is given.
///
/// Its calls are as short as the tests' sentences.
final class Desk: Sendable {
    let store: any ScrutinyStore = MemoryStore()
    let clock: VirtualClock
    let engine: ScrutinyEngine
    let library: Library
    let zone: any TimeZoneRules
    private let scheduler: Scheduler

    /// Whoever sits at the desk.
    static let clerk = Actor(uid: 1000, name: "clerk")

    /// An office at a local moment of Europe/London.
    ///
    /// - Parameter people: persons bound to parties; nil: each party to a person of its own name.
    init(
        at moment: String, _ definitions: String..., people: [String: [String]]? = nil,
        closed: [CivilDate: String] = [:], calendars: [WorkingCalendar] = [Shipped.englandAndWales],
        scheduled: Set<String> = []
    ) throws {
        guard let zone = SystemZone.named("Europe/London") else {
            preconditionFailure("the system knows Europe/London")
        }
        self.zone = zone
        clock = VirtualClock(at: zone.instant(of: Self.moment(moment)))
        library = Library(
            current: try definitions.map(Self.entry), calendars: calendars,
            sending: SendingRules(time: Self.moment("2018-01-01T09:00").time, closureDays: closed),
            messages: PlainMessages(people: people), scheduled: scheduled)
        engine = ScrutinyEngine(store: store, clock: clock, library: library)
        scheduler = Scheduler(engine: engine, clock: clock)
    }

    /// The library with other calendars in its files.
    func library(
        by calendars: [WorkingCalendar], unions: [CalendarUnion] = []
    ) -> Library {
        Library(
            current: Array(library.current.values), calendars: calendars, unions: unions,
            sending: library.sending, messages: library.messages)
    }

    static func moment(_ text: String) -> CivilDateTime {
        guard let moment = CivilDateTime(iso: text.count == 10 ? "\(text)T00:00" : text) else {
            preconditionFailure("\(text) is no moment")
        }
        return moment
    }

    /// That a test's own definition is wrong.
    struct BrokenFixture: Error {
        let diagnostics: [Diagnostic]
    }

    static func entry(_ text: String) throws -> Library.Entry {
        let file = DefinitionFile.read(text, file: "test.yaml", hash: sha256(text))
        guard let definition = file.definition else {
            throw BrokenFixture(diagnostics: file.diagnostics)
        }
        let id = DefinitionID(
            name: definition.name, version: definition.version, hash: definition.hash)
        return Library.Entry(id: id, definition: definition, text: text)
    }

    // MARK: Acting

    @discardableResult
    func submit(_ subject: Submission.Subject) async throws -> Answer {
        try await engine.submit(Submission(subject, actor: Self.clerk))
    }

    /// Lets the engine take note of the schedules that are on, as the daemon does at its start.
    func noteSchedules() async throws {
        _ = try await engine.submit(Submission(.schedulesChanged, actor: .daemon))
    }

    @discardableResult
    func open(_ id: String, as workflow: String, _ facts: [String: String] = [:]) async throws
        -> Answer
    {
        try await submit(.open(workflow: workflow, Opening(id: id, facts: Self.given(facts))))
    }

    @discardableResult
    func set(_ facts: [String: String], of id: String, in item: String? = nil) async throws
        -> Answer
    {
        try await submit(
            .command(.set(item: item.map(Self.item), facts: Self.given(facts)), on: id))
    }

    @discardableResult
    func add(_ items: String..., to id: String, _ facts: [String: String] = [:]) async throws
        -> Answer
    {
        try await submit(
            .command(.add(items: items.map(Self.item), facts: Self.given(facts)), on: id))
    }

    @discardableResult
    func record(
        _ event: String, of id: String, occurred: String? = nil, at items: [String] = [],
        _ facts: [String: String] = [:]
    ) async throws -> Answer {
        let recording = Self.recording(event, occurred: occurred, at: items, facts)
        return try await submit(.command(.record(recording), on: id))
    }

    @discardableResult
    func acknowledge(_ deadline: String, of id: String, by party: String) async throws -> Answer {
        guard let name = DeadlineID(deadline) else {
            preconditionFailure("\(deadline) is no deadline's name")
        }
        return try await submit(
            .command(.acknowledge(deadline: name, recipients: [party]), on: id))
    }

    /// Lets time pass: what falls due on the way comes at its own moment.
    func advance(to text: String) async throws {
        let moment = zone.instant(of: Self.moment(text))
        while let next = try await engine.nextWake(), next <= moment {
            if next > clock.now() { clock.set(next) }
            try await scheduler.wakeAll(through: clock.now())
        }
        if moment > clock.now() { clock.set(moment) }
    }

    /// Lets time pass while the daemon is down: what fell due on the way is found at the end.
    func sleep(to text: String) async throws {
        clock.set(zone.instant(of: Self.moment(text)))
        try await scheduler.wakeAll(through: clock.now())
    }

    /// The refusal's sentence, or nil where the act was not refused.
    func refusal(_ act: () async throws -> Answer) async throws -> String? {
        do {
            _ = try await act()
            return nil
        } catch let refusal as Refusal {
            return refusal.message
        }
    }

    // MARK: Texts

    static func given(_ facts: [String: String]) -> [GivenFact] {
        facts.sorted { $0.key < $1.key }.map {
            GivenFact($0.key, $0.value.isEmpty ? [] : [$0.value])
        }
    }

    static func item(_ text: String) -> ItemID {
        guard let item = ItemID(text) else { preconditionFailure("\(text) is no item") }
        return item
    }

    /// - Parameter occurred: nil: now; `unknown`; else a day or a moment.
    static func recording(
        _ event: String, occurred: String? = nil, at items: [String] = [],
        _ facts: [String: String] = [:]
    ) -> Recording {
        let when: Recording.Occurred =
            switch occurred {
            case nil: .now
            case "unknown": .unknown
            case let text?: .on(moment(text).date, text.count == 10 ? nil : moment(text).time)
            }
        return Recording(
            event: event, items: items.map(item), occurred: when, facts: given(facts))
    }
}
