package import Deadlines
package import Engine
package import WorkflowFiles
import Statecharts
import Workflows

/// Runs a definition in virtual time on the real engine over a store in memory.
package struct Simulation {
    private let engine: ScrutinyEngine
    private let store: MemoryStore
    private let clock: VirtualClock
    private let zone: any TimeZoneRules
    private let workflow: String
    /// Scrutinies set up beside the one under test: what they send is not part of the story.
    private let others: Set<String>
    private var id: String?
    private var sentBefore = 0
    /// What schedules have opened since the last frame, and what they ever opened.
    private var opened: [String] = []
    private var everOpened: Set<String> = []
    /// What a schedule could not open in this step, and why.
    private var unopened: String?

    /// Why a simulation cannot begin.
    package struct Problem: Error, Hashable, Sendable {
        /// What is wrong, with the remedy.
        package let message: String
    }

    /// A simulation that begins at a scenario's moment, with its other scrutinies set up.
    package init(
        of workflow: String, definitions: [Library.Entry], calendars: [WorkingCalendar],
        scenario: Scenario
    ) async throws {
        guard let entry = definitions.first(where: { $0.id.name == workflow }),
            let zone = SystemZone.named(entry.definition.timeZone)
        else {
            throw Problem(message: "There is no workflow \(workflow), or its time zone is unknown.")
        }
        guard let nine = TimeOfDay(hour: 9, minute: 0) else {
            preconditionFailure("09:00 is a time of day")
        }
        self.workflow = workflow
        others = Set(scenario.others.map(\.id))
        self.zone = zone
        clock = VirtualClock(at: zone.instant(of: scenario.starts))
        store = MemoryStore()
        let library = Library(
            current: definitions, calendars: calendars, sending: SendingRules(time: nine),
            messages: SimulatedMessages(people: scenario.people),
            scheduled: scenario.runsSchedules ? [workflow] : [])
        engine = ScrutinyEngine(store: store, clock: clock, library: library)
        _ = try await engine.submit(Submission(.schedulesChanged, actor: .daemon))
        for other in scenario.others {
            let opening = Opening(id: other.id, facts: other.facts.given)
            _ = try await engine.submit(
                Submission(.open(workflow: other.workflow, opening), actor: Self.author))
        }
    }

    /// Wakes the engine, and notes what schedules opened.
    private mutating func wake() async throws {
        let answer = try await engine.submit(Submission(.wake, actor: .daemon))
        for event in answer.schedules ?? [] {
            switch event.kind {
            case .opened:
                opened.append(event.scrutiny)
                everOpened.insert(event.scrutiny)
                id = id ?? event.scrutiny
            case .refused: unopened = event.sentence
            case .found, .skipped: continue
            }
        }
    }

    /// Who acts in a simulation.
    private static let author = Actor(uid: nil, name: "scenario")

    /// Opens the scrutiny under test without a script, whatever facts are missing.
    package mutating func openLeniently() async throws {
        let opening = Opening(id: "simulated", isLenient: true)
        _ = try await engine.submit(
            Submission(.open(workflow: workflow, opening), actor: Self.author))
        id = opening.id
    }

    /// How things stand now. What was sent is told once.
    package mutating func frame(step: Int) async throws -> SimulationFrame {
        let id = id
        let (state, states) = try await engine.read { store, library in
            guard let id, let state = try store.scrutiny(id),
                let definition = library.all[state.definition]
            else { return (ScrutinyState?.none, [String: [String]]()) }
            var states = ["": definition.leaves(of: state)]
            for item in state.items {
                states[item.id.description] =
                    definition.itemKind(item.id.kind)?.chart.leaves(of: item.part.chart) ?? []
            }
            return (state, states)
        }
        let deliveries = try await engine.read { store, _ in try store.deliveries(DeliveryFilter())
        }
        // What else the schedules open is not part of the story either.
        let sent = deliveries.dropFirst(sentBefore).filter { delivery in
            !others.contains(delivery.scrutiny)
                && (delivery.scrutiny == id || !everOpened.contains(delivery.scrutiny))
        }.map(SentMessage.init)
        sentBefore = deliveries.count
        let opened = opened.isEmpty ? nil : opened
        self.opened = []
        var deadlines: [String: SimulationFrame.Deadline] = [:]
        for run in state?.deadlines ?? [] {
            deadlines[run.id.description] = .init(
                status: run.status.rawValue, due: run.due?.description,
                provisional: run.isProvisional)
        }
        return SimulationFrame(
            step: step, at: zone.civil(at: clock.now()).description, states: states[""] ?? [],
            items: states.filter { !$0.key.isEmpty }, deadlines: deadlines, sent: sent,
            opened: opened, refused: nil, failures: [])
    }

    /// Does a step and says how things stand then, and which expectations fail.
    ///
    /// - Parameter isTest: whether a refusal that is not expected is a failure.
    package mutating func take(
        _ step: ScenarioStep, number: Int, isTest: Bool
    ) async throws -> SimulationFrame {
        var refusal: String?
        unopened = nil
        do {
            try await perform(step.action)
        } catch let error as Refusal {
            refusal = error.message
        }
        var frame = try await frame(step: number)
        frame.refused = refusal ?? unopened
        frame.failures = step.failures(of: frame, isTest: isTest)
        return frame
    }

    private mutating func perform(_ action: ScenarioStep.Action) async throws {
        switch action {
        case .open(let id, let facts):
            let opening = Opening(id: id, facts: facts.given)
            _ = try await engine.submit(
                Submission(.open(workflow: workflow, opening), actor: Self.author))
            self.id = id
        case .set(let facts, let item, let other):
            try await command(.set(item: try item.map(Self.item), facts: facts.given), on: other)
        case .add(let items, let facts):
            try await command(.add(items: try items.map(Self.item), facts: facts.given))
        case .record(let event, let other):
            try await command(.record(try event.recording()), on: other)
        case .acknowledge(let deadline, let party):
            guard let name = DeadlineID(deadline) else {
                throw Refusal.noSuchDeadline(name: deadline, known: [])
            }
            try await command(.acknowledge(deadline: name, recipients: [party]))
        case .assign(let party, let person):
            try await command(.assign(party: party, person: person))
        case .hold(let reason, let from):
            try await command(.hold(from: from, reason: reason))
        case .resume(let day): try await command(.resume(on: day))
        case .extend(let deadline, let extra):
            guard let name = DeadlineID(deadline) else {
                throw Refusal.noSuchDeadline(name: deadline, known: [])
            }
            try await command(.extend(name, extra, reason: Self.reason))
        case .correct(let event, let occurred):
            try await command(
                .correct(
                    sequence: try await latestEntry(recording: event), event: event,
                    occurred: occurred.asked, reason: Self.reason))
        case .retract(let event):
            try await command(
                .retract(
                    sequence: try await latestEntry(recording: event), reason: Self.reason))
        case .withdraw(let reason): try await command(.withdraw(reason: reason))
        case .advance(let milliseconds):
            try await advance(to: clock.now().adding(milliseconds: milliseconds))
        case .advanceTo(let moment): try await advance(to: zone.instant(of: moment))
        }
    }

    /// Why a test puts something right.
    private static let reason = "the test says so"

    /// The number of the latest entry that recorded an event.
    private func latestEntry(recording event: String) async throws -> Int {
        let id = id ?? ""
        let found = try await engine.read { store, _ in
            try store.history(of: id).last { entry in
                entry.payload.command?.recordedEvents.contains { $0.event == event }
                    == true
            }?.sequence
        }
        guard let found else {
            throw Refusal.notAmendable("No entry records \(event).")
        }
        return found
    }

    private func command(_ command: Command, on other: String? = nil) async throws {
        guard let id = other ?? id else {
            throw Refusal.noSuchScrutiny(id: "the scrutiny under test: open it first", nearest: [])
        }
        _ = try await engine.submit(Submission(.command(command, on: id), actor: Self.author))
    }

    /// Lets each due moment come at its own instant.
    private mutating func advance(to moment: Instant) async throws {
        while let next = try await engine.nextWake(), next <= moment {
            if next > clock.now() { clock.set(next) }
            try await wake()
        }
        if moment > clock.now() { clock.set(moment) }
    }

    static func item(_ text: String) throws -> ItemID {
        guard let item = ItemID(text) else {
            throw Refusal.badName(text: text, remedy: "Write kind/key, such as recommendation/b.i.")
        }
        return item
    }
}

extension [NamedTexts] {
    /// The facts as the engine takes them.
    package var given: [GivenFact] { map { GivenFact($0.name, $0.texts) } }
}

extension RecordedEvent {
    /// The event as the engine takes it.
    ///
    /// - Throws: ``Refusal`` for an item's name that is none.
    package func recording() throws -> Recording {
        Recording(
            event: event, items: try items.map(Simulation.item), occurred: occurred.asked,
            facts: facts.given, note: note)
    }
}

extension RecordedEvent.Occurred {
    /// The time as the engine takes it.
    fileprivate var asked: Recording.Occurred {
        switch self {
        case .now: .now
        case .on(let date, let time): .on(date, time)
        case .unknown: .unknown
        }
    }
}

extension Simulation {
    /// The hash by which a definition's text is identified.
    package static func hash(_ text: String) -> String { sha256(text) }
}
