import Deadlines
import Engine
import Simulation
import WorkflowFiles
import Workflows

/// Scripts and tests told to a simulation, from their texts.
enum Told {
    /// What a text of the test itself is wrong with.
    struct Broken: Error {
        let what: String
    }

    /// The first frame, and the frame after each step of a script.
    ///
    /// - Parameter texts: definitions, the one under test first, then the script.
    static func script(
        _ texts: String..., isTest: Bool = false
    ) async throws -> [SimulationFrame] {
        let entries = try texts.dropLast().map(entry)
        let script = texts.last ?? ""
        let file = ScenarioFile.readScript(script, file: "s.yaml")
        guard file.diagnostics.isEmpty, let scenario = file.scenarios.first,
            let first = entries.first
        else { throw Broken(what: "\(file.diagnostics)") }
        var simulation = try await Simulation(
            of: first.definition.name, definitions: entries, calendars: [calendar()],
            scenario: scenario)
        var frames = [try await simulation.frame(step: 0)]
        for (index, step) in scenario.steps.enumerated() {
            frames.append(try await simulation.take(step, number: index + 1, isTest: isTest))
        }
        return frames
    }

    /// The frames before and after opening without a script.
    static func lenient(_ text: String) async throws -> [SimulationFrame] {
        let entry = try entry(text)
        var simulation = try await Simulation(
            of: entry.definition.name, definitions: [entry], calendars: [calendar()],
            scenario: Scenario(steps: []))
        let before = try await simulation.frame(step: 0)
        try await simulation.openLeniently()
        return [before, try await simulation.frame(step: 1)]
    }

    private static func entry(_ text: String) throws -> Library.Entry {
        let file = DefinitionFile.read(text, file: "w.yaml", hash: Simulation.hash(text))
        guard let definition = file.definition else {
            throw Broken(what: "\(file.diagnostics)")
        }
        return Library.Entry(definition, text: text)
    }

    /// A calendar of weekends and one holiday.
    private static func calendar() throws -> WorkingCalendar {
        let text = """
            calendar: england-and-wales
            version: "1"
            coverage: { from: 2017-01-01, to: 2019-12-31 }
            holidays: [ { date: 2018-01-01, title: "New Year's Day" } ]
            """
        guard case .calendar(let calendar)? = CalendarFile.read(text, file: "c.yaml").content
        else { throw Broken(what: "the calendar") }
        return calendar
    }
}
