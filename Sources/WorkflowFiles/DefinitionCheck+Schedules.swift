import Deadlines
import Documents
import Workflows

extension DefinitionCheck {
    /// The days over which schedules are tried out: four years, a leap year among them.
    private static let trial = (
        after: CivilDate(year: 2027, month: 12, day: 31) ?? .first,
        through: CivilDate(year: 2031, month: 12, day: 31) ?? .last
    )

    /// A schedule must open something, always under another id, with all that opening asks for.
    func checkSchedules() {
        var taken: [String: (schedule: String, day: CivilDate)] = [:]
        for schedule in definition.schedules {
            let place = places.schedules[schedule.name] ?? .start
            if !Identifier.isSlug(schedule.name) {
                log.error(
                    at: place, schedule.name,
                    "a schedule's name is made of lower-case words and hyphens",
                    remedy: "Write a name such as yearly.")
            }
            checkSpan(schedule, at: place)
            var endless = schedule
            (endless.from, endless.until) = (nil, nil)
            let days = endless.occasions(after: Self.trial.after, through: Self.trial.through)
            checkFacts(schedule, days, at: place)
            checkID(schedule, days, &taken)
        }
    }

    private func word(_ text: String, of schedule: Schedule) -> SourcePosition? {
        places.words[Places.schedule(schedule.name)]?[text]
    }

    private func checkSpan(_ schedule: Schedule, at place: SourcePosition) {
        let begin = schedule.from.flatMap { $0.adding(days: -1) } ?? .first
        if schedule.next(after: begin) == nil {
            log.error(
                at: place, schedule.name, "it never opens anything: no occasion lies in its span",
                remedy: "Mend from and until.")
        }
    }

    private func checkID(
        _ schedule: Schedule, _ days: [CivilDate],
        _ taken: inout [String: (schedule: String, day: CivilDate)]
    ) {
        let text = "\(schedule.id)"
        let place = word(text, of: schedule) ?? .start
        for day in days {
            let id = schedule.id.text(for: day)
            guard Identifier.isScrutiny(id) else {
                return log.error(
                    at: place, text, "\"\(id)\" is not the id of a scrutiny",
                    remedy: "Use lower-case words, digits and hyphens: precept-{year}.")
            }
            if let other = taken[id] {
                let whose = other.schedule == schedule.name ? "" : " of \(other.schedule)"
                return log.error(
                    at: place, text,
                    "the occasions \(other.day.long)\(whose) and \(day.long) would open one id, "
                        + "\(id)",
                    remedy: "Give each occasion an id of its own, by {year}, {month}, {quarter} "
                        + "or {date}.")
            }
            taken[id] = (schedule.name, day)
        }
    }

    private func checkFacts(
        _ schedule: Schedule, _ days: [CivilDate], at place: SourcePosition
    ) {
        for fact in schedule.facts {
            guard let declaration = definition.fact(fact.name) else {
                if places.spoilt.contains(fact.name) { continue }
                log.error(
                    at: place, fact.name, "there is no fact \"\(fact.name)\" here",
                    remedy: nearest(fact.name, in: definition.facts.map(\.name)).map {
                        "Did you mean \"\($0)\"?"
                    } ?? "Declare it under facts.")
                continue
            }
            check(fact, as: declaration.type, of: schedule, days, at: place)
        }
        let missing = definition.facts.filter { fact in
            fact.isRequired && !schedule.facts.contains { $0.name == fact.name }
        }
        for fact in missing where !places.spoilt.contains(fact.name) {
            log.error(
                at: place, schedule.name, "opening needs the fact \"\(fact.name)\"",
                remedy: "Give it under set.")
        }
    }

    private func check(
        _ fact: Schedule.SetFact, as type: FactType, of schedule: Schedule, _ days: [CivilDate],
        at place: SourcePosition
    ) {
        do throws(FactProblem) {
            for day in days {
                _ = try FactValue.parse(fact.texts.map { $0.text(for: day) }, as: type)
            }
        } catch {
            let text = fact.texts.first.map { "\($0)" } ?? ""
            log.error(
                at: word(text, of: schedule) ?? place, text,
                "\(fact.name) would be \"\(error.text)\": \(error.reason)", remedy: error.remedy)
        }
    }
}
