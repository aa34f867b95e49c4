/// Turns the input tree into the numbered table and collects every problem on the way.
///
/// First all states are numbered, so that a target may stand before the state it names; then
/// targets, initials and defaults are looked up and judged.
struct ChartCompiler<Guard: Sendable, Action: Sendable> {
    typealias Node = StateNode<Guard, Action>

    private(set) var table = StateTable<Guard, Action>()
    private(set) var problems: [ChartProblem] = []
    private var nodes: [Node]

    /// Compiles a chart of these top states.
    init(_ top: [Node], initial: [String]?) {
        let root = Node("", initial: initial, children: top)
        self.nodes = []
        enrol(root, path: "", parent: nil)
        if top.isEmpty {
            report(0, .noStates)
        }
        for state in table.states.indices {
            link(state)
        }
        for state in table.states.indices where table.states[state].isHistory {
            checkHistoryLoop(from: state)
        }
        // Problems are found by kind; an author reads them by place.
        let order = table.numbers
        problems = problems.enumerated().sorted { left, right in
            let places = (order[left.element.statePath] ?? 0, order[right.element.statePath] ?? 0)
            return places.0 == places.1 ? left.offset < right.offset : places.0 < places.1
        }.map(\.element)
    }

    private mutating func report(_ state: Int, transition: Int? = nil, _ kind: ChartProblem.Kind) {
        let path = table.states[state].path
        problems.append(ChartProblem(statePath: path, transitionIndex: transition, kind: kind))
    }

    // MARK: Numbering

    private mutating func enrol(_ node: Node, path: String, parent: Int?) {
        let number = table.states.count
        let kind: CompiledState<Guard, Action>.Kind =
            switch node.kind {
            case .state: node.children.isEmpty && parent != nil ? .atomic : .compound
            case .parallel: .parallel
            case .final: .final
            case .history(let deep, _): .history(deep: deep)
            }
        let state = CompiledState<Guard, Action>(
            path: path, name: node.name, kind: kind, parent: parent, entry: node.entry,
            exit: node.exit)
        table.states.append(state)
        nodes.append(node)
        if let parent {
            checkName(number, node.name)
            if state.isHistory {
                table.states[parent].histories.append(number)
            } else {
                table.states[parent].children.append(number)
            }
        }
        for child in node.children {
            enrol(child, path: parent == nil ? child.name : "\(path)/\(child.name)", parent: number)
        }
        table.states[number].descendants = (number + 1)..<table.states.count
    }

    private mutating func checkName(_ number: Int, _ name: String) {
        let isLegal = !name.isEmpty && !name.contains { "/.*".contains($0) || $0.isWhitespace }
        if !isLegal {
            report(number, .illegalName(name))
        }
        let path = table.states[number].path
        if table.numbers[path] != nil {
            report(number, .duplicateName(name))
        } else {
            table.numbers[path] = number
            table.namesakes[name, default: []].append(number)
        }
    }

    // MARK: Linking

    private mutating func link(_ number: Int) {
        let node = nodes[number]
        switch node.kind {
        case .state:
            linkInitial(number, node)
        case .parallel:
            linkParallel(number, node)
        case .final:
            if !node.children.isEmpty { report(number, .finalWithChildren) }
            if !node.transitions.isEmpty { report(number, .finalWithTransitions) }
            if node.initial != nil { report(number, .misplacedInitial) }
        case .history(let deep, let defaults):
            linkHistory(number, node, deep: deep, defaults: defaults)
        }
        for content in node.entry + node.exit {
            checkEvents(number, content)
        }
        for (index, transition) in node.transitions.enumerated() {
            link(transition, of: number, at: index)
        }
    }

    private mutating func linkInitial(_ number: Int, _ node: Node) {
        let children = table.states[number].children
        if children.isEmpty && !node.children.isEmpty {
            report(number, .onlyHistory)
        }
        guard let initial = node.initial else {
            table.states[number].defaults = Array(children.prefix(1))
            return
        }
        if node.children.isEmpty {
            report(number, .misplacedInitial)
        } else if initial.isEmpty {
            report(number, .emptyInitial)
        } else {
            let targets = resolve(initial, for: number)
            for target in targets where !table.isDescendant(target, of: number) {
                report(number, .illegalInitial(table.states[target].path))
            }
            table.states[number].defaults = targets
        }
    }

    private mutating func linkParallel(_ number: Int, _ node: Node) {
        let children = table.states[number].children
        if children.isEmpty {
            report(number, node.children.isEmpty ? .emptyParallel : .onlyHistory)
        }
        for child in children where table.states[child].kind == .final {
            report(child, .finalInParallel)
        }
        if node.initial != nil {
            report(number, .misplacedInitial)
        }
    }

    private mutating func linkHistory(
        _ number: Int, _ node: Node, deep: Bool, defaults: [String]
    ) {
        let hasContent =
            !node.children.isEmpty || !node.transitions.isEmpty || !node.entry.isEmpty
            || !node.exit.isEmpty || node.initial != nil
        if hasContent {
            report(number, .historyWithContent)
        }
        guard let parent = table.states[number].parent, parent != 0 else {
            report(number, .historyAtTop)
            return
        }
        if defaults.isEmpty {
            report(number, .historyWithoutDefault)
            return
        }
        let targets = resolve(defaults, for: number)
        for target in targets {
            let isLegal =
                deep
                ? table.isDescendant(target, of: parent) : table.states[target].parent == parent
            if !isLegal {
                report(number, .illegalHistoryDefault(table.states[target].path))
            }
        }
        table.states[number].defaults = targets
    }

    /// A default may lead to another history state beside it; a circle of such would never end.
    private mutating func checkHistoryLoop(from start: Int) {
        var seen: Set<Int> = []
        var ahead = table.states[start].defaults
        while let state = ahead.popLast() {
            if state == start {
                report(start, .historyLoop)
                return
            }
            if table.states[state].isHistory && seen.insert(state).inserted {
                ahead += table.states[state].defaults
            }
        }
    }

    // MARK: Transitions

    private mutating func link(
        _ node: TransitionNode<Guard, Action>, of source: Int, at index: Int
    ) {
        var descriptors: [EventDescriptor] = []
        for word in node.events.flatMap(EventDescriptor.list) {
            if let descriptor = word.descriptor {
                descriptors.append(withDonePath(descriptor, source, index))
            } else {
                report(source, transition: index, .illegalEvent(word.text))
            }
        }
        if node.events.isEmpty && node.targets.isEmpty && node.guard == nil {
            report(source, transition: index, .emptyTransition)
        }
        for content in node.actions {
            checkEvents(source, transition: index, content)
        }
        let targets = resolve(node.targets, for: source, transition: index)
        table.states[source].transitions.append(table.transitions.count)
        table.transitions.append(
            CompiledTransition(
                source: source, descriptors: descriptors, targets: targets, guard: node.guard,
                isInternal: node.internal, actions: node.actions, tag: node.tag))
    }

    /// Done events carry the path; a descriptor may use the bare name as targets may.
    private mutating func withDonePath(
        _ descriptor: EventDescriptor, _ source: Int, _ index: Int
    ) -> EventDescriptor {
        guard let name = descriptor.doneState else { return descriptor }
        switch table.resolve(name) {
        case .state(let number):
            return EventDescriptor(EventDescriptor.doneMarker + table.states[number].path)
                ?? descriptor
        case .ambiguous(let candidates):
            report(source, transition: index, .ambiguousTarget(name, candidates: candidates))
        case .unknown(let nearest):
            report(source, transition: index, .unknownDoneState(name, nearest: nearest))
        }
        return descriptor
    }

    private mutating func checkEvents(
        _ state: Int, transition: Int? = nil, _ content: Executable<Action>
    ) {
        switch content {
        case .perform, .cancel: return
        case .raise(let event), .send(let event, _, _):
            if !EventDescriptor.isEventName(event) {
                report(state, transition: transition, .illegalEvent(event))
            }
        }
    }

    /// Looks up a list of targets and judges whether they can be active together.
    private mutating func resolve(
        _ texts: [String], for state: Int, transition: Int? = nil
    ) -> [Int] {
        var targets: [Int] = []
        for text in texts {
            switch table.resolve(text) {
            case .state(let number): targets.append(number)
            case .ambiguous(let candidates):
                let kind = ChartProblem.Kind.ambiguousTarget(text, candidates: candidates)
                report(state, transition: transition, kind)
            case .unknown(let nearest):
                report(state, transition: transition, .unknownTarget(text, nearest: nearest))
            }
        }
        // A history state stands for something inside its parent.
        let places = targets.map { target in
            return table.states[target].isHistory ? table.states[target].parent ?? 0 : target
        }
        let clash = places.indices.contains { i in
            return places.indices.contains { j in
                i < j && !table.areOrthogonal(places[i], places[j])
            }
        }
        if clash {
            report(state, transition: transition, .targetsNotOrthogonal(texts))
        }
        return targets
    }
}
