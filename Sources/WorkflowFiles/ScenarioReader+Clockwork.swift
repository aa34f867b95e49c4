import Deadlines
import Documents

extension ScenarioReader {
    /// A step that stops, starts or lengthens a clock, or puts an entry right.
    func clockwork(_ verb: String, _ fields: inout MappingReader) -> ScenarioStep.Action? {
        switch verb {
        case "hold":
            let from = fields.optional("occurred").flatMap(reading.date)
            return fields.requiredText("hold").map { .hold(reason: $0, from: from) }
        case "resume":
            guard let node = fields.required("resume") else { return nil }
            if node.text(log) == "now" { return .resume(on: nil) }
            return reading.date(node).map { .resume(on: $0) }
        case "extend":
            let extra = extra(&fields)
            guard let deadline = fields.requiredText("extend"), let extra else { return nil }
            return .extend(deadline: deadline, extra)
        case "correct":
            let event = fields.requiredText("correct")
            let occurred = fields.required("occurred").flatMap(self.occurred)
            guard let event, let occurred else { return nil }
            return .correct(event: event, occurred)
        default: return fields.requiredText("retract").map { .retract(event: $0) }
        }
    }

    private func extra(_ fields: inout MappingReader) -> Extra? {
        if let day = fields.optional("to") { return reading.date(day).map { .to($0) } }
        guard let node = fields.required("by"), let text = node.text(log) else { return nil }
        do {
            return .by(try Span(parsing: text))
        } catch {
            log.error(at: node.position, text, error.reason, remedy: error.remedy)
            return nil
        }
    }
}
