/// Leaving, entering and doing, SCXML's Appendix D from `exitStates` to `isInFinalState`.
extension Interpretation {
    /// `exitStates`: records history, then leaves the innermost and last first.
    mutating func exitStates(_ transitions: [Int]) {
        let exits = table.exitSet(of: transitions, configuration: configuration, history: history)
            .members.reversed()
        for state in exits {
            for memory in table.states[state].histories {
                history[memory] = configuration.members.filter { active in
                    if table.states[memory].kind == .history(deep: true) {
                        return table.states[active].isAtomic
                            && table.isDescendant(active, of: state)
                    }
                    return table.states[active].parent == state
                }
            }
        }
        for state in exits {
            execute(table.states[state].exit)
            configuration.remove(state)
            outcome.exited.append(table.states[state].path)
        }
    }

    /// `enterStates`: outermost and first first, with the done events as final states are entered.
    mutating func enter(_ entry: StateSet) {
        for state in entry.members {
            configuration.insert(state)
            outcome.entered.append(table.states[state].path)
            execute(table.states[state].entry)
            if table.states[state].kind == .final {
                announceDone(state)
            }
        }
    }

    /// The end of `enterStates`: `done.state` of the parent, and of a parallel grandparent whose
    /// regions are all final. As in the appendix, no ancestors further out are looked at.
    private mutating func announceDone(_ final: Int) {
        guard let parent = table.states[final].parent, parent != 0 else {
            isDone = true
            return
        }
        internalQueue.append(EventDescriptor.doneMarker + table.states[parent].path)
        guard let grandparent = table.states[parent].parent,
            table.states[grandparent].kind == .parallel,
            table.states[grandparent].children.allSatisfy(isInFinalState)
        else { return }
        internalQueue.append(EventDescriptor.doneMarker + table.states[grandparent].path)
    }

    /// `isInFinalState`.
    private func isInFinalState(_ state: Int) -> Bool {
        let children = table.states[state].children
        switch table.states[state].kind {
        case .compound:
            return children.contains {
                table.states[$0].kind == .final && configuration.contains($0)
            }
        case .parallel: return children.allSatisfy(isInFinalState)
        case .atomic, .final, .history: return false
        }
    }

    /// `exitInterpreter`: the exit actions of what is still active, innermost and last first. The
    /// configuration is kept for the record.
    mutating func exitInterpreter() {
        for state in configuration.members.reversed() {
            execute(table.states[state].exit)
        }
    }

    /// `executeContent`.
    mutating func execute(_ content: [Executable<Environment.Action>]) {
        for step in content {
            switch step {
            case .perform(let action):
                environment.perform(action, event: event)
            case .raise(let name):
                internalQueue.append(name)
                outcome.raised.append(name)
            case .send(let name, let delay, let id):
                if delay > .zero {
                    let pending = PendingSend(event: name, delay: delay, id: id)
                    outcome.timers.append(.send(pending))
                } else {
                    externalQueue.append(name)
                    outcome.raised.append(name)
                }
            case .cancel(let id):
                outcome.timers.append(.cancel(id: id))
            }
        }
    }
}
