import Deadlines
import Documents
import Statecharts
import Workflows

extension DefinitionReader {
    /// A chart of the states in a mapping, and what its transitions say when a guard refuses.
    func readChart(
        _ node: DocumentNode, initial: [String]?
    ) -> (WorkflowChart, [Int: String])? {
        var refusals: [Int: String] = [:]
        var positions: [String: SourcePosition] = [:]
        let before = reading.log.entries.count
        let nodes = states(node, path: [], &positions, &refusals)
        guard !nodes.isEmpty else {
            if reading.log.entries.count == before {
                reading.error(
                    node.position, "states", "there is no state",
                    "Add one: { done: { final: true } }.")
            }
            return nil
        }
        do {
            let chart = try WorkflowChart(root: nodes, initial: initial)
            warnOfDeadEnds(chart, positions)
            return (chart, refusals)
        } catch {
            for problem in error.problems {
                let place = problem.transitionIndex.flatMap {
                    positions["\(problem.statePath)#\($0)"]
                }
                reading.error(
                    place ?? positions[problem.statePath] ?? node.position,
                    problem.kind.offendingText, problem.message, problem.remedy)
            }
            // The rest is still checked, so that all mistakes are said at once.
            places.hasBrokenChart = true
            return stripped(nodes, of: error.problems, initial: initial).map { ($0, refusals) }
        }
    }

    private func warnOfDeadEnds(_ chart: WorkflowChart, _ positions: [String: SourcePosition]) {
        for path in chart.unreachableStates() {
            reading.warning(
                positions[path] ?? SourcePosition(line: 1, column: 1), path,
                "no transition leads to this state", "Add one, or remove the state.")
        }
    }

    private func states(
        _ node: DocumentNode, path: [String], _ positions: inout [String: SourcePosition],
        _ refusals: inout [Int: String]
    ) -> [StateNode<Guard, Action>] {
        (node.entries(reading.log) ?? []).map { entry in
            let here = path + [entry.key]
            positions[here.joined(separator: "/")] = entry.keyPosition
            return state(entry, path: here, &positions, &refusals)
        }
    }

    private func state(
        _ entry: DocumentNode.Entry, path: [String],
        _ positions: inout [String: SourcePosition], _ refusals: inout [Int: String]
    ) -> StateNode<Guard, Action> {
        if entry.value.isNull { return StateNode(entry.key) }
        guard var fields = MappingReader(entry.value, of: "a state", reading.log) else {
            return StateNode(entry.key)
        }
        let initial = fields.optional("initial").map { $0.texts(reading.log) ?? [] }
        let children = fields.optional("states").map {
            states($0, path: path, &positions, &refusals)
        }
        let isParallel = fields.boolean("parallel")
        let isFinal = fields.boolean("final")
        let history = fields.optional("history")
        let usual = fields.texts("default")
        let name = path.joined(separator: "/")
        var transitions =
            fields.optional("events").map { events($0, name, &positions, &refusals) } ?? []
        if let always = fields.optional("always") {
            for item in always.oneOrMany(reading.log) ?? [] {
                add(item, events: [], name, &transitions, &positions, &refusals)
            }
        }
        if let target = fields.optional("when-done") {
            let node = transition(target, events: ["done.state.\(name)"], &refusals)
            positions["\(name)#\(transitions.count)"] = target.position
            transitions.append(node)
        }
        let entries = fields.optional("entry").map(executables) ?? []
        let exits = fields.optional("exit").map(executables) ?? []
        fields.finish()
        return StateNode(
            entry.key,
            kind: kind(isParallel: isParallel, isFinal: isFinal, history: history, usual),
            initial: initial, children: children ?? [], transitions: transitions,
            entry: entries, exit: exits)
    }

    private func kind(
        isParallel: Bool, isFinal: Bool, history: DocumentNode?, _ usual: [String]
    ) -> StateNode<Guard, Action>.Kind {
        if let history {
            let word = history.text(reading.log)
            if let word, word != "shallow", word != "deep" {
                reading.error(
                    history.position, word, "history is shallow or deep",
                    "Write history: shallow or history: deep.")
            }
            return .history(deep: word == "deep", default: usual)
        }
        if isParallel && isFinal {
            reading.error(
                SourcePosition(line: 1, column: 1), "parallel", "a final state has no regions",
                "Remove parallel or final.")
        }
        return isFinal ? .final : isParallel ? .parallel : .state
    }

    private func events(
        _ node: DocumentNode, _ state: String, _ positions: inout [String: SourcePosition],
        _ refusals: inout [Int: String]
    ) -> [TransitionNode<Guard, Action>] {
        var transitions: [TransitionNode<Guard, Action>] = []
        for entry in (node.entries(reading.log) ?? []) {
            let descriptors = entry.key.split(separator: " ").map(String.init)
            let isOfMany = if case .sequence = entry.value.kind { true } else { false }
            let choices = isOfMany ? choices(entry.value) : [entry.value]
            for choice in choices {
                add(choice, events: descriptors, state, &transitions, &positions, &refusals)
            }
        }
        return transitions
    }

    /// A list under an event is a list of transitions where it holds a mapping, else it is the
    /// several targets of one transition.
    private func choices(_ node: DocumentNode) -> [DocumentNode] {
        guard case .sequence(let nodes) = node.kind else { return [node] }
        let holdsMapping = nodes.contains { if case .mapping = $0.kind { true } else { false } }
        return holdsMapping ? nodes : [node]
    }

    private func add(
        _ node: DocumentNode, events: [String], _ state: String,
        _ transitions: inout [TransitionNode<Guard, Action>],
        _ positions: inout [String: SourcePosition], _ refusals: inout [Int: String]
    ) {
        positions["\(state)#\(transitions.count)"] = node.position
        transitions.append(transition(node, events: events, &refusals))
    }

    private func transition(
        _ node: DocumentNode, events: [String], _ refusals: inout [Int: String]
    ) -> TransitionNode<Guard, Action> {
        let tag = tag()
        guard case .mapping = node.kind else {
            let targets = node.isNull ? [] : node.texts(reading.log) ?? []
            return TransitionNode(events: events, targets: targets, tag: tag)
        }
        guard var fields = MappingReader(node, of: "a transition", reading.log) else {
            return TransitionNode(events: events, tag: tag)
        }
        let targets = fields.texts("to")
        let conditionNode = fields.optional("if")
        let condition = conditionNode.flatMap(reading.condition)
        let actions = fields.optional("do").map(executables) ?? []
        let isInternal = fields.boolean("internal")
        if let say = fields.text("otherwise-say") { refusals[tag] = say }
        fields.finish()
        if let condition, let conditionNode {
            places.guards.append(
                .init(condition: condition, item: places.item, position: conditionNode.position))
        }
        return TransitionNode(
            events: events, targets: targets, guard: condition, internal: isInternal,
            actions: actions, tag: tag)
    }
}
