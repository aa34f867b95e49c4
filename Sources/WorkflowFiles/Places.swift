import Documents
import Workflows

/// Where things stand in a definition's file, for the checks that need the whole.
struct Places {
    /// A guard, the item kind it stands in, and where.
    struct PlacedGuard {
        let condition: Guard
        let item: String?
        let position: SourcePosition
    }

    /// The item kind being read.
    var item: String?
    var parties: [String: SourcePosition] = [:]
    var law: [String: SourcePosition] = [:]
    var periods: [String: SourcePosition] = [:]
    var items: [String: SourcePosition] = [:]
    var facts: [String: SourcePosition] = [:]
    var deadlines: [String: SourcePosition] = [:]
    var dues: [String: SourcePosition] = [:]
    var schedules: [String: SourcePosition] = [:]
    /// Where each text of a deadline or schedule stands first, by its key.
    var words: [String: [String: SourcePosition]] = [:]
    var actions: [(fact: String, item: String?, position: SourcePosition)] = []
    var guards: [PlacedGuard] = []
    var raises: [(event: String, item: String?, position: SourcePosition)] = []
    /// Names whose declarations are wrong: nothing more is said where they are used.
    var spoilt: Set<String> = []
    /// Whether a chart had to be stripped of what is wrong with it.
    var hasBrokenChart = false

    /// Notes where the texts of a deadline or schedule stand.
    mutating func noteWords(of node: DocumentNode, in key: String) {
        switch node.kind {
        case .scalar(let text, _):
            if words[key]?[text] == nil { words[key, default: [:]][text] = node.position }
        case .sequence(let nodes): for node in nodes { noteWords(of: node, in: key) }
        case .mapping(let entries): for entry in entries { noteWords(of: entry.value, in: key) }
        }
    }

    /// The name under which a fact's or deadline's place is kept.
    static func key(_ name: String, item: String?) -> String {
        item.map { "\($0)/\(name)" } ?? name
    }
}
