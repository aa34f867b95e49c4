import ControlProtocol
import Deadlines
import Engine
import Workflows

extension RegisterReading {
    /// A deadline's latest run as it travels.
    func deadline(
        _ run: DeadlineRun, of state: ScrutinyState, title: String
    ) -> Register.Deadline {
        let definition = library.all[state.definition]
        let declaration = definition?.declaration(of: run.id)
        let law = declaration?.law.flatMap { definition?.law($0) }
        let calendar = CountedBy(run.calendar)
        return Register.Deadline(
            scrutiny: state.id, scrutinyTitle: title, name: run.id.description,
            title: declaration?.title ?? run.id.name, status: run.status.rawValue,
            due: run.due?.description, cut: run.cut?.description,
            practical: run.practical?.description,
            workingDaysLeft: workingDaysLeft(run, calendar: calendar.name),
            provisional: run.isProvisional,
            consequence: declaration?.whenMissed?.consequence.rawValue,
            rule: declaration.map { "\($0.due)" } ?? "", law: law?.cite,
            lawVerified: law?.verified?.description, calendar: calendar.name,
            calendarVersion: calendar.version, run: run.run, generation: run.generation,
            metOn: run.metOn?.description, metBy: run.metBy,
            flags: run.flags + (run.obstacles ?? []),
            acknowledgedBy: run.acknowledgedBy)
    }

    /// A scrutiny's deadlines in the order of the definition: its own, then each item's.
    func deadlines(
        _ state: ScrutinyState, _ definition: Definition, title: String
    ) -> [Register.Deadline] {
        let parts: [ItemID?] = [nil] + state.items.map(\.id)
        return parts.flatMap { part in
            definition.deadlines(of: part?.kind).compactMap { declaration in
                state.deadline(DeadlineID(item: part, name: declaration.name)).map {
                    deadline($0, of: state, title: title)
                }
            }
        }
    }

    /// Working days from today to the due day of a run that still waits; below nought once the
    /// day has passed, be it by a weekend alone.
    private func workingDaysLeft(_ run: DeadlineRun, calendar: String) -> Int? {
        guard run.isArmed, run.status.isOpen || run.status.isPast, let due = run.due,
            let calendar = library.calendars[calendar]
        else { return nil }
        let days = calendar.workingDays(after: today, through: due)
        return due < today ? min(days, -1) : days
    }

    /// The calendar and its version, as a run keeps them in one text.
    private struct CountedBy {
        let name: String
        let version: String

        init(_ text: String) {
            let words = text.split(separator: " ", maxSplits: 1)
            name = words.first.map(String.init) ?? text
            version = words.count > 1 ? String(words[1]) : ""
        }
    }
}
