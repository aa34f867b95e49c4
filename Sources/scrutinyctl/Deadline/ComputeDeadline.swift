import ArgumentParser
import ControlProtocol
import Deadlines
import Documents
import Foundation
import WorkflowFiles

/// Works out the day a phrase means, with the steps to it.
struct ComputeDeadline: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compute", abstract: "Work out the day a phrase means.",
        discussion: """
            Prints the day on the first line and below it the steps by which a person can check it.
            With --stdin it reads one phrase a line and prints one day a line, or "error: …".

            Examples:
              scrutinyctl deadline compute "20 working days after 2014-12-02" \
            --calendar united-kingdom
              scrutinyctl deadline compute "5 clear days before meeting" --set meeting=2018-01-26
            """)

    @Argument(help: "The phrase, such as \"20 working days after 2014-12-02\".")
    var rule: String?

    @Option(help: "The calendar whose working days count.")
    var calendar = "england-and-wales"

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "A name in the phrase: a day, a year, or a window as FROM..TO.",
            valueName: "name=value"))
    var names: [String] = []

    @Option(help: "The day from which a day without a year is sought.")
    var opened: String?

    @Flag(help: "Read one phrase a line from standard input.")
    var stdin = false

    @OptionGroup var search: WorkflowSearch
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let context = ComputeContext(
            calendar: try findCalendar(), values: try values(), opened: try openingDay())
        if stdin { return try computeLines(context) }
        guard let rule else {
            throw CommandFailure(
                .usage, "A phrase is missing. Give one, or --stdin to read one a line.")
        }
        let due: Due
        do {
            due = try context.due(of: rule)
        } catch {
            throw CommandFailure(.failed, "error: \(error.message)")
        }
        if options.json { return try Terminal.printJSON(ComputedDay(due, rule, context.calendar)) }
        print(due.date)
        for step in due.steps { print("  \(step.text)") }
        print("  calendar \(context.calendar.name), version \(context.calendar.version)")
    }

    private func computeLines(_ context: ComputeContext) throws {
        if rule != nil {
            throw CommandFailure(.usage, "With --stdin the phrases are read, not given.")
        }
        var hasFailed = false
        while let line = readLine() {
            do {
                let due = try context.due(of: line)
                if options.json {
                    try Terminal.printJSON(
                        ComputedDay(due, line, context.calendar), isPretty: false)
                } else {
                    print(due.date)
                }
            } catch let problem as ComputeProblem {
                if options.json {
                    try Terminal.printJSON(
                        ["rule": line, "error": problem.message], isPretty: false)
                } else {
                    print("error: \(problem.message)")
                }
                hasFailed = true
            }
        }
        if hasFailed { throw CommandFailure(.failed) }
    }

    private func openingDay() throws -> CivilDate? {
        guard let opened else { return nil }
        if let day = CivilDate(iso: opened) { return day }
        throw CommandFailure(
            .usage, "--opened \(opened): this is no existing day. Write 2018-01-26.")
    }

    private func findCalendar() throws -> WorkingCalendar {
        let folder = search.read()
        if let found = folder.calendars.first(where: { $0.name == calendar }) { return found }
        for diagnostic in folder.diagnostics where diagnostic.severity == .error {
            Terminal.complain("\(diagnostic)")
        }
        let known = folder.calendars.map(\.name).joined(separator: ", ")
        throw CommandFailure(
            .notFound,
            "There is no calendar \"\(calendar)\" in \(search.folders.joined(separator: ", ")). "
                + "Known: \(known.isEmpty ? "none" : known). Name another with --calendar, "
                + "or the folder with --workflows.")
    }

    private func values() throws -> [String: String] {
        var values: [String: String] = [:]
        for pair in names {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw CommandFailure(.usage, "--set \(pair): write --set name=2018-01-26.")
            }
            values[String(parts[0])] = String(parts[1])
        }
        for (name, value) in values.sorted(by: { $0.key < $1.key })
        where !ComputeContext.isValue(value) {
            throw CommandFailure(
                .usage,
                "--set \(name)=\(value): this is no existing day, year or window. "
                    + "Write 2018-01-26, 2018, or 2018-01-01..2018-03-31.")
        }
        return values
    }
}

/// A computed day as JSON.
private struct ComputedDay: Encodable {
    let rule: String
    let date: CivilDate
    let practical: CivilDate
    let cut: TimeOfDay?
    let provisional: Bool
    let calendar: String
    let calendarVersion: String
    let steps: [Step]

    init(_ due: Due, _ rule: String, _ calendar: WorkingCalendar) {
        self.rule = rule
        date = due.date
        practical = due.practical
        cut = due.cut
        provisional = due.provisional
        self.calendar = calendar.name
        calendarVersion = calendar.version
        steps = due.steps
    }
}
