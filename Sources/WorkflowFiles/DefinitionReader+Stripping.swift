import Statecharts
import Workflows

extension DefinitionReader {
    /// A chart without the transitions that lead nowhere, for checking the rest of a file that is
    /// in error anyway; nil where the states themselves are wrong.
    func stripped(
        _ nodes: [StateNode<Guard, Action>], of problems: [ChartProblem], initial: [String]?
    ) -> WorkflowChart? {
        var broken = Broken()
        for problem in problems {
            guard let index = problem.transitionIndex else { return nil }
            broken.transitions[problem.statePath, default: []].insert(index)
            if case .illegalEvent(let event) = problem.kind { broken.events.insert(event) }
        }
        let nodes = nodes.map { stripped($0, path: $0.name, broken) }
        do {
            return try WorkflowChart(root: nodes, initial: initial)
        } catch {
            return nil
        }
    }

    private struct Broken {
        /// The transitions concerned, by the path of their state.
        var transitions: [String: Set<Int>] = [:]
        /// Texts that are no events.
        var events: Set<String> = []
    }

    private func stripped(
        _ node: StateNode<Guard, Action>, path: String, _ broken: Broken
    ) -> StateNode<Guard, Action> {
        var node = node
        node.children = node.children.map { stripped($0, path: "\(path)/\($0.name)", broken) }
        guard let indices = broken.transitions[path] else { return node }
        node.transitions = node.transitions.enumerated().map { index, transition in
            guard indices.contains(index) else { return transition }
            // The event stays known: a deadline may count from it.
            var events = transition.events.filter {
                !$0.hasPrefix("done.state.") && !broken.events.contains($0)
            }
            if events.isEmpty { events = ["*"] }
            return TransitionNode(
                events: events, guard: transition.guard, actions: transition.actions,
                tag: transition.tag)
        }
        return node
    }
}
