import Deadlines
import Documents
import Statecharts
import Workflows

/// Reads a definition from its document; what is wrong is noted and reading goes on.
final class DefinitionReader {
    let reading: Reading
    /// Where things stand, for the checks that come after.
    var places = Places()
    private var nextTag = 0

    init(reading: Reading) {
        self.reading = reading
    }

    func read(
        _ node: DocumentNode, hash: String, knowsTimeZone: (String) -> Bool
    ) -> Definition? {
        guard var fields = MappingReader(node, of: "a workflow", reading.log) else { return nil }
        let name = fields.required("workflow").flatMap(slug)
        let version = fields.integer("version", in: 1...999_999)
        let title = fields.text("title") ?? name ?? ""
        let calendar = fields.text("calendar") ?? "england-and-wales"
        let zone = fields.optional("time-zone").flatMap { timeZone($0, knowsTimeZone) }
        let law = fields.optional("law").map(readLaw) ?? []
        let parties = fields.optional("parties").map(readNames) ?? []
        let facts = fields.optional("facts").map(readFacts) ?? []
        let periods = fields.optional("periods").map(readPeriods) ?? []
        let records = fields.texts("records")
        let happensOn = fields.text("happens-on")
        let checks = fields.optional("checks").map(readChecks) ?? []
        let kinds = fields.optional("items").map(readItemKinds) ?? []
        let initial = fields.optional("initial").map { $0.texts(reading.log) ?? [] }
        let states = fields.required("states")
        let deadlines = fields.optional("deadlines").map { readDeadlines($0, item: nil) } ?? []
        let schedules = fields.optional("schedules").map(readSchedules) ?? []
        fields.finish()
        guard let states, let (chart, refusals) = readChart(states, initial: initial)
        else { return nil }
        return Definition(
            name: name ?? "", version: version ?? 1, hash: hash, title: title,
            calendar: calendar, timeZone: zone ?? "Europe/London", law: law, parties: parties,
            facts: facts,
            periods: periods, records: records, itemKinds: kinds, chart: chart,
            refusals: refusals, deadlines: deadlines, checks: checks, happensOn: happensOn,
            schedules: schedules)
    }

    private func timeZone(_ node: DocumentNode, _ isKnown: (String) -> Bool) -> String? {
        guard let name = node.text(reading.log) else { return nil }
        if isKnown(name) { return name }
        reading.error(
            node.position, name, "there is no time zone of that name",
            "Name one of the IANA time zones, such as Europe/London.")
        return nil
    }

    func tag() -> Int {
        nextTag += 1
        return nextTag
    }

    private func slug(_ node: DocumentNode) -> String? {
        guard let text = node.text(reading.log) else { return nil }
        if Identifier.isSlug(text) { return text }
        reading.error(
            node.position, text, "a workflow's name is made of lower-case words and hyphens",
            "Write a name such as proactive-scrutiny.")
        return nil
    }

    private func readNames(_ node: DocumentNode) -> [String] {
        (node.list(reading.log) ?? []).compactMap { item in
            guard let name = item.text(reading.log) else { return nil }
            places.parties[name] = item.position
            return name
        }
    }

    private func readLaw(_ node: DocumentNode) -> [Law] {
        (node.entries(reading.log) ?? []).compactMap { entry in
            guard var fields = MappingReader(entry.value, of: "a source of law", reading.log) else {
                return nil
            }
            let cite = fields.requiredText("cite")
            let verified = fields.optional("verified").flatMap(verifiedDay)
            fields.finish()
            places.law[entry.key] = entry.keyPosition
            if cite == nil { places.spoilt.insert(entry.key) }
            return cite.map { Law(name: entry.key, cite: $0, verified: verified) }
        }
    }

    /// `verified: false` says that nobody has checked yet.
    private func verifiedDay(_ node: DocumentNode) -> CivilDate? {
        if case .scalar("false", _) = node.kind { return nil }
        return reading.date(node)
    }

    private func readPeriods(_ node: DocumentNode) -> [PeriodDeclaration] {
        (node.entries(reading.log) ?? []).compactMap { entry in
            guard var fields = MappingReader(entry.value, of: "a period", reading.log) else {
                return nil
            }
            let from = fields.text("from")
            let to = fields.text("to")
            let state = fields.text("in")
            fields.finish()
            places.periods[entry.key] = entry.value.position
            switch (from, to, state) {
            case (let from?, let to?, nil):
                return PeriodDeclaration(name: entry.key, days: .between(from: from, to: to))
            case (nil, nil, let state?):
                return PeriodDeclaration(name: entry.key, days: .inState(state))
            default:
                reading.error(
                    entry.value.position, entry.key, "a period has either from and to, or in",
                    "Write { from: FACT, to: FACT } or { in: STATE }.")
                places.spoilt.insert(entry.key)
                return nil
            }
        }
    }

    func readChecks(_ node: DocumentNode) -> [Check] {
        (node.list(reading.log) ?? []).compactMap { item in
            guard var fields = MappingReader(item, of: "a check", reading.log) else { return nil }
            let node = fields.required("if")
            let condition = node.flatMap(reading.condition)
            let say = fields.requiredText("say")
            fields.finish()
            guard let condition, let say, let node else { return nil }
            places.guards.append(
                .init(condition: condition, item: places.item, position: node.position))
            return Check(condition: condition, say: say)
        }
    }

    private func readItemKinds(_ node: DocumentNode) -> [ItemKind] {
        (node.entries(reading.log) ?? []).compactMap { entry -> ItemKind? in
            places.item = entry.key
            defer { places.item = nil }
            guard var fields = MappingReader(entry.value, of: "an item kind", reading.log) else {
                return nil
            }
            let key = fields.required("key").flatMap {
                reading.choice($0, "a form of key", of: ItemKind.KeyForm.self)
            }
            let facts = fields.optional("facts").map(readFacts) ?? []
            let states = fields.required("states")
            let initial = fields.optional("initial").map { $0.texts(reading.log) ?? [] }
            let deadlines =
                fields.optional("deadlines").map { readDeadlines($0, item: entry.key) } ?? []
            let checks = fields.optional("checks").map(readChecks) ?? []
            let starts = fields.texts("starts-with")
            fields.finish()
            places.items[entry.key] = entry.keyPosition
            guard let states, let (chart, refusals) = readChart(states, initial: initial)
            else {
                places.spoilt.insert(entry.key)
                return nil
            }
            return ItemKind(
                name: entry.key, key: key ?? .slug, facts: facts, chart: chart, refusals: refusals,
                deadlines: deadlines, checks: checks, startsWith: starts)
        }
    }
}
