import Deadlines
import Statecharts
package import Workflows

extension Committing {
    /// The scrutiny as it is saved, with what is looked up of it.
    func record(_ decision: Decision, _ definition: Definition) -> ScrutinyRecord {
        let state = decision.state
        return ScrutinyRecord(
            state: state, row: row(state, definition), dependencies: dependencies(of: state),
            links: links(of: state), reminders: reminderRows(decision))
    }

    /// What a scrutiny's dates depend on outside itself.
    func dependencies(of state: ScrutinyState) -> Set<Dependency> {
        guard state.withdrawn == nil, let definition = library.all[state.definition] else {
            return []
        }
        var dependencies = Set(definition.calendars.map(Dependency.calendar))
        for dependency in definition.dependencies {
            switch dependency {
            case .workflow(let name): dependencies.insert(.workflow(name))
            case .fact(let fact):
                for part in [state.root] + state.items.map(\.part) {
                    guard case .scrutinies(let ids) = part.facts[fact] else { continue }
                    dependencies.formUnion(ids.map(Dependency.scrutiny))
                }
            }
        }
        return dependencies
    }

    /// The scrutinies a scrutiny links to, by fact.
    func links(of state: ScrutinyState) -> [Link] {
        state.root.facts.sorted { $0.key < $1.key }.flatMap { name, value -> [Link] in
            guard case .scrutinies(let ids) = value else { return [] }
            return ids.map { Link(fact: name, target: $0) }
        }
    }

    private func row(_ state: ScrutinyState, _ definition: Definition) -> ScrutinyRow {
        let happens = definition.happensOn.flatMap { state.root.facts[$0]?.day }
        return ScrutinyRow(
            id: state.id, workflow: state.definition.name, version: state.definition.version,
            title: definition.title(of: state), states: definition.leaves(of: state),
            year: state.root.facts["municipal-year"]?.line, isFinal: state.isFinal,
            isOff: definition.isOff(state), happensOn: happens?.date, happensAt: happens?.time,
            wake: state.wake, openedAt: state.openedAt, sequence: state.sequence)
    }

    private func reminderRows(_ decision: Decision) -> [ReminderRow] {
        var rows: [ReminderRow] = []
        var index: [Reminder.Key: Int] = [:]
        func put(_ row: ReminderRow) {
            if let at = index[row.reminder.key] {
                rows[at] = row
            } else {
                index[row.reminder.key] = rows.count
                rows.append(row)
            }
        }
        let id = decision.state.id
        var held = Dictionary(
            (decision.before?.reminders ?? []).map { ($0.key, $0) },
            uniquingKeysWith: { first, _ in first })
        for effect in decision.effects {
            switch effect {
            case .reminderOwed(let reminder):
                held[reminder.key] = reminder
                put(ReminderRow(scrutiny: id, reminder: reminder, outcome: nil))
            case .reminderDeferred(let key, let until):
                guard var reminder = held[key] else { continue }
                reminder.sendAt = until
                held[key] = reminder
                put(ReminderRow(scrutiny: id, reminder: reminder, outcome: nil))
            case .reminderSettled(let key, let outcome):
                guard let reminder = held[key] else { continue }
                put(ReminderRow(scrutiny: id, reminder: reminder, outcome: outcome))
            default: continue
            }
        }
        return rows
    }
}

extension Definition {
    /// Active leaf states of a scrutiny, or that it was withdrawn.
    package func leaves(of state: ScrutinyState) -> [String] {
        state.withdrawn != nil ? ["withdrawn"] : chart.leaves(of: state.root.chart)
    }

    /// Whether a scrutiny does not happen: withdrawn, or in a state named `cancelled`.
    package func isOff(_ state: ScrutinyState) -> Bool {
        state.withdrawn != nil
            || chart.leaves(of: state.root.chart).contains {
                $0.split(separator: "/").last == "cancelled"
            }
    }

    /// What people call a scrutiny: its first required text, else its id.
    package func title(of state: ScrutinyState) -> String {
        let named = facts.first { $0.isRequired && $0.type == .text }
        return named.flatMap { state.root.facts[$0.name]?.line } ?? state.id
    }
}

extension DeadlineRun {
    /// The run in one line: `response: running, due 2017-09-14`.
    package var line: String {
        "\(id): \(status.rawValue)" + (due.map { ", due \($0)" } ?? "")
    }
}

/// Names of what the engine keeps about the store itself.
package enum Meta {
    /// The moment of the last commit, milliseconds since 1970.
    package static let lastCommit = "last-commit"
    /// The latest moment at which the clock was known to be right, milliseconds since 1970.
    package static let lastKnown = "last-known"
    /// Set where something was redacted and the files have not been cleared since.
    package static let owesClearing = "owes-clearing"
    /// Whether the store lives on `real` or `virtual` time.
    package static let clock = "clock"
    /// How far the schedules have come, JSON of a ``ScheduleBook``.
    package static let schedules = "schedules"
    /// Which scrutinies could not be woken, JSON of a ``StuckBook``.
    package static let stuck = "stuck"
}
