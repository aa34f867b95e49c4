import Deadlines
import WorkflowFiles

extension ScenarioStep {
    /// Which expectations do not hold in a frame, each in a sentence.
    ///
    /// - Parameter isTest: whether a refusal that is not expected is a failure; a script without
    ///   expectations explores, and is shown it.
    func failures(of frame: SimulationFrame, isTest: Bool) -> [String] {
        var failures: [String] = []
        switch (refused, frame.refused) {
        case (nil, nil): break
        case (nil, let said?):
            if isTest || expectation != nil { failures.append("it was refused: \(said)") }
        case (let wanted?, nil): failures.append("it was not refused with \"\(wanted)\"")
        case (let wanted?, let said?) where !said.contains(wanted):
            failures.append("it was refused with \"\(said)\", not with \"\(wanted)\"")
        case (_?, _?): break
        }
        guard let expectation else { return failures }
        if let states = expectation.states, states != frame.states {
            failures.append("states are \(frame.states), not \(states)")
        }
        for (deadline, date) in expectation.due {
            let found = frame.deadlines[deadline]?.due
            if found != date?.description {
                failures.append(
                    "\(deadline) is due \(found ?? "on no known day"), "
                        + "not \(date?.description ?? "on no known day")")
            }
        }
        for (deadline, status) in expectation.status {
            let found = frame.deadlines[deadline]?.status ?? "never armed"
            if found != status { failures.append("\(deadline) is \(found), not \(status)") }
        }
        if let opened = expectation.opened, opened != frame.opened ?? [] {
            failures.append("schedules opened \(frame.opened ?? []), not \(opened)")
        }
        if let sent = expectation.sent {
            failures += Self.differences(expected: sent, sent: frame.sent)
        }
        return failures
    }

    private static func differences(
        expected: [ExpectedMessage], sent: [SentMessage]
    ) -> [String] {
        var rest = sent
        var failures: [String] = []
        for message in expected {
            for recipient in message.to {
                if let index = rest.firstIndex(where: { message.matches($0, to: recipient) }) {
                    rest.remove(at: index)
                } else {
                    failures.append("not sent: \(message.text(to: recipient))")
                }
            }
        }
        return failures + rest.map { "sent but not expected: \($0.line)" }
    }
}

extension ExpectedMessage {
    fileprivate func matches(_ sent: SentMessage, to recipient: String) -> Bool {
        sent.to == recipient
            && (deadline.map { $0 == sent.deadline } ?? true)
            && (when.map { sent.carries.contains($0) } ?? true)
            && (items.map { Set($0) == Set(sent.items) } ?? true)
            && (template.map { $0 == sent.template } ?? true)
            && (kind.map { $0 == sent.kind } ?? true)
            && (severity.map { $0 == sent.severity } ?? true)
    }

    fileprivate func text(to recipient: String) -> String {
        "to \(recipient): \(deadline ?? "any deadline"), \(when ?? kind ?? "any rung")"
            + (items.map { " about \($0.joined(separator: ", "))" } ?? "")
            + (template.map { " by template \($0)" } ?? "")
    }
}

extension SentMessage {
    fileprivate var line: String {
        "to \(to): \(deadline), \(carries.joined(separator: " + "))"
            + (items.isEmpty ? "" : " about \(items.joined(separator: ", "))")
    }
}
