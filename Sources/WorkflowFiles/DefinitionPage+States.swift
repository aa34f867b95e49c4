import Statecharts
import Workflows

extension DefinitionPage {
    func writeStates(of chart: WorkflowChart, on sheet: inout MarkdownSheet) {
        let transitions = Dictionary(grouping: chart.transitions, by: \.source)
        let rows = chart.states.flatMap { state -> [[String]] in
            var rows = chart.entry(of: state.path).compactMap(Self.entering)
            rows += (transitions[state.path] ?? []).flatMap { Self.rows($0, of: state) }
            if rows.isEmpty { rows = [["", "", ""]] }
            return rows.enumerated().map { index, row in
                [index == 0 ? Self.label(state) : ""] + row
            }
        }
        sheet.table(["state", "event", "leads to", "only if"], rows)
    }

    private static func label(_ state: StateDescription) -> String {
        let kind =
            switch state.kind {
            case .final: " (an end)"
            case .parallel: " (all within at once)"
            case .history: " (where it was left)"
            case .atomic, .compound: ""
            }
        return "`\(state.path)`\(kind)"
    }

    private static func entering(_ step: Executable<Action>) -> [String]? {
        switch step {
        case .perform(.set(let fact, .occurred)):
            ["on entering", "sets `\(fact)` to the day it occurred", ""]
        case .perform(.set(let fact, .literal(let texts))):
            ["on entering", "sets `\(fact)` to \(texts.joined(separator: "; "))", ""]
        case .perform(.clear(let fact)): ["on entering", "forgets `\(fact)`", ""]
        case .send(let event, let delay, _):
            ["on entering", "`\(event)` happens \(Self.words(delay)) later", ""]
        case .raise(let event): ["on entering", "`\(event)` happens", ""]
        case .cancel: nil
        }
    }

    private static func words(_ delay: Milliseconds) -> String {
        let seconds = delay.count / 1_000
        return switch seconds {
        case let all where all > 0 && all % 86_400 == 0: "\(all / 86_400) days"
        case let all where all > 0 && all % 3_600 == 0: "\(all / 3_600) hours"
        case let all where all > 0 && all % 60 == 0: "\(all / 60) minutes"
        default: "\(seconds) seconds"
        }
    }

    private static func rows(
        _ transition: TransitionDescription<Guard>, of state: StateDescription
    ) -> [[String]] {
        let targets = transition.targets.isEmpty ? "stays" : codes(transition.targets)
        let condition = transition.guard.map { "\($0)" } ?? ""
        guard !transition.descriptors.isEmpty else { return [["by itself", targets, condition]] }
        return transition.descriptors.map { descriptor in
            let isDone = descriptor == "done.state.\(state.path)"
            return [isDone ? "when all within is done" : "`\(descriptor)`", targets, condition]
        }
    }
}
