import Statecharts

/// SplitMix64, so that a failing seed can be run again.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) {
        self.state = UInt64(truncatingIfNeeded: seed)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool {
        return Int.random(in: 0..<100, using: &self) < percent
    }

    mutating func event() -> String {
        return "e\(Int.random(in: 0...4, using: &self))"
    }

    mutating func one(of names: [String]) -> String {
        return names.randomElement(using: &self) ?? ""
    }
}

/// Grows a tree of states whose names are all different, and strews transitions over it.
/// States note their entry and exit, transitions their tag.
struct RandomChart {
    private var dice: Dice
    private var count = 0
    private(set) var top: [Node] = []
    private var names: [String] = []

    init(seed: Int) {
        self.dice = Dice(seed: seed)
        self.top = (0..<Int.random(in: 1...3, using: &dice)).map { _ in grow(depth: 0) }
        self.names = top.flatMap(RandomChart.names)
        for index in top.indices {
            var node = top[index]
            strew(&node)
            top[index] = node
        }
        // Lists of states are drawn blindly; those that do not go together are reduced to one.
        do {
            _ = try Chart(root: top)
        } catch {
            for problem in error.problems {
                for index in top.indices {
                    RandomChart.simplify(&top[index], path: "", problem)
                }
            }
        }
    }

    private static func names(_ node: Node) -> [String] {
        return [node.name] + node.children.flatMap(names)
    }

    private static func simplify(_ node: inout Node, path: String, _ problem: ChartProblem) {
        let own = path.isEmpty ? node.name : "\(path)/\(node.name)"
        if own == problem.statePath {
            if let index = problem.transitionIndex {
                node.transitions[index].targets.removeLast(
                    max(0, node.transitions[index].targets.count - 1))
            } else {
                node.initial = nil
            }
        }
        for index in node.children.indices {
            simplify(&node.children[index], path: own, problem)
        }
    }

    private mutating func name(_ letter: String) -> String {
        count += 1
        return "\(letter)\(count)"
    }

    private mutating func grow(depth: Int) -> Node {
        let own = name("s")
        var node = Node(own, entry: [.perform(">\(own)")], exit: [.perform("<\(own)")])
        guard depth < 4, dice.chance(75 - 15 * depth) else { return node }
        if dice.chance(40) { node.kind = .parallel }
        node.children = (0..<Int.random(in: 1...3, using: &dice)).map { _ in
            return grow(depth: depth + 1)
        }
        let isCompound = node.kind == .state
        if isCompound, dice.chance(50) {
            let end = name("f")
            node.children.append(
                Node(
                    end, kind: .final, entry: [.perform(">\(end)")], exit: [.perform("<\(end)")]))
        }
        if dice.chance(40) {
            let isDeep = dice.chance(50)
            let inside = node.children.flatMap(RandomChart.names).filter { !$0.hasPrefix("h") }
            let target = dice.one(of: isDeep ? inside : node.children.map(\.name))
            node.children.append(Node(name("h"), kind: .history(deep: isDeep, default: [target])))
        }
        if isCompound, dice.chance(30) {
            let inside = node.children.flatMap(RandomChart.names)
            node.initial = (0..<Int.random(in: 1...2, using: &dice)).map { _ in
                return dice.one(of: inside)
            }
        }
        return node
    }

    private mutating func strew(_ node: inout Node) {
        for index in node.children.indices {
            strew(&node.children[index])
        }
        guard node.kind == .state || node.kind == .parallel else { return }
        for tag in 0..<Int.random(in: 0...3, using: &dice) {
            node.transitions.append(transition(of: node.name, tag))
        }
    }

    private mutating func transition(of source: String, _ tag: Int) -> Step {
        var step = Step(actions: [.perform("\(source).\(tag)")], tag: tag)
        if dice.chance(30) {
            let condition = Condition.inState(dice.one(of: names.filter { !$0.hasPrefix("h") }))
            step.guard = dice.chance(50) ? condition : .not(condition)
        }
        switch Int.random(in: 0..<100, using: &dice) {
        case 0..<8: step.guard = step.guard ?? .inState(dice.one(of: ["s1", "s2", "s3"]))
        case 8..<20:
            let states = names.filter { $0.hasPrefix("s") }
            step.events = ["done.state.\(dice.one(of: states))"]
        case 20..<25: step.events = ["*"]
        case 25..<35: step.events = ["\(dice.event()) \(dice.event()).*"]
        default: step.events = [dice.event()]
        }
        if step.events.isEmpty || dice.chance(85) {
            step.targets = (0..<Int.random(in: 1...3, using: &dice)).map { _ in
                return dice.one(of: names)
            }
        }
        step.internal = dice.chance(30)
        if dice.chance(15) { step.actions.append(.raise(dice.event())) }
        if dice.chance(10) {
            step.actions.append(.send(event: dice.event(), delay: .zero, id: nil))
        }
        return step
    }
}
