import Deadlines
import Engine
import Workflows

/// A message that a simulation sent.
package struct SentMessage: Hashable, Sendable, Encodable {
    /// The party or the address.
    package var to: String
    /// The deadline's name, without items' keys.
    package var deadline: String
    /// What it says.
    package var kind: String
    /// The phrase of the rung it is named for.
    package var when: String
    /// The phrases of all rungs it carries.
    package var carries: [String]
    /// Keys of the items it is about.
    package var items: [String]
    /// How urgent it is.
    package var severity: String
    /// The template, where it is not the usual one.
    package var template: String?

    init(_ delivery: Delivery) {
        to = delivery.person
        deadline = delivery.family
        kind = delivery.kind.rawValue
        when = delivery.reminders.first.map { Self.phrase($0.rung) } ?? ""
        var seen: Set<String> = []
        carries = delivery.reminders.map { Self.phrase($0.rung) }.filter {
            seen.insert($0).inserted
        }
        items = delivery.reminders.compactMap { $0.deadline.item?.key }.reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
        severity = delivery.severity.rawValue
        template = delivery.payload.isEmpty ? nil : delivery.payload
    }

    private static func phrase(_ rung: String) -> String { String(rung.prefix { $0 != "#" }) }
}
