import Deadlines
import Documents
import Statecharts
import Workflows

/// Checks that a guard's names mean something and fit their use.
struct GuardCheck {
    let definition: Definition
    let item: String?
    let place: SourcePosition
    /// Names whose declarations are wrong: nothing more is said of them here.
    let spoilt: Set<String>
    let log: DiagnosticLog

    private var names: DefinitionNames { DefinitionNames(definition, item: item) }

    /// The statuses a guard may ask for.
    private static let statuses = [
        "not-started", "running", "paused", "met", "met-late", "missed", "lapsed", "cancelled",
    ]

    func check(_ condition: Guard) {
        switch condition {
        case .and(let clauses):
            clauses.forEach(check)
            mustBePossible(clauses)
        case .or(let clauses): clauses.forEach(check)
        case .not(let inner): check(inner)
        case .known(let name): mustExist(name)
        case .equals(let name, let value), .differs(let name, let value): compare(name, value)
        case .atLeast(let fact, _): mustBeNumber(fact)
        case .atLeastShare(let fact, _, _, let whole):
            mustBeNumber(fact)
            mustBeNumber(whole)
        case .day(let left, _, let right):
            for case .phrase(let body) in [left, right] { check(body) }
        case .inState(let state): mustBeState(state)
        case .items(_, let kind, let states): mustBeItems(kind, states)
        }
    }

    private func check(_ body: Body) {
        for case .name(let name) in body.references { mustExist(name) }
    }

    private func mustExist(_ name: String) {
        let names = names
        if names.fact(name) != nil || names.events.contains(name)
            || names.deadlines.contains(name) || (name == "key" && item != nil)
        {
            return
        }
        let all = names.facts.map(\.name) + names.events.sorted() + names.deadlines
        error(name, "there is no fact, event or deadline \"\(name)\" here", near: name, in: all)
    }

    private func compare(_ name: String, _ value: String) {
        let names = names
        if name == "key", item != nil { return }
        if let fact = names.fact(name) {
            if case .choice(let words) = fact.type, !words.contains(value) {
                error(value, "\"\(value)\" is not a choice of \(name)", near: value, in: words)
            } else if case .failure(let problem) = Result(catching: { () throws(FactProblem) in
                try FactValue.parse([value], as: fact.type)
            }) {
                log.error(at: place, value, problem.reason, remedy: problem.remedy)
            }
        } else if names.deadlines.contains(name) {
            guard !Self.statuses.contains(value) else { return }
            error(
                value, "\"\(value)\" is not a status of a deadline", near: value,
                in: Self.statuses)
        } else {
            let all = names.facts.map(\.name) + names.deadlines
            error(name, "there is no fact or deadline \"\(name)\" here", near: name, in: all)
        }
    }

    private func mustBeNumber(_ name: String) {
        if names.fact(name)?.type == .number { return }
        let numbers = names.facts.filter { $0.type == .number }.map(\.name)
        error(name, "\"\(name)\" is not a fact that holds a number", near: name, in: numbers)
    }

    private func mustBeState(_ state: String) {
        if definition.chart(of: item)?.path(named: state) != nil { return }
        if definition.chart.path(named: state) != nil { return }
        let paths = (definition.chart(of: item)?.states ?? []).map(\.path)
        error(state, "there is no state \"\(state)\" here", near: state, in: paths)
    }

    private func mustBeItems(_ kind: String, _ states: [String]) {
        guard let chart = definition.itemKind(kind)?.chart else {
            let kinds = definition.itemKinds.map(\.name)
            return error(kind, "there is no kind of item \"\(kind)\"", near: kind, in: kinds)
        }
        for state in states where chart.path(named: state) == nil {
            let paths = chart.states.map(\.path)
            error(state, "a \(kind) has no state \"\(state)\"", near: state, in: paths)
        }
    }

    private func error(_ text: String, _ reason: String, near word: String, in names: [String]) {
        if spoilt.contains(text) { return }
        log.error(
            at: place, text, reason,
            remedy: nearest(word, in: names).map { "Did you mean \"\($0)\"?" }
                ?? (names.isEmpty
                    ? "Declare it first." : "Choose one of: \(names.joined(separator: ", "))."))
    }
}
