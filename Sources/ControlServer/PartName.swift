import ControlProtocol
import Engine

/// A part as callers name it: a scrutiny, `rural-crime-2017`, or one of its items,
/// `rural-crime-2017/recommendation/b.i`.
struct PartName: Hashable {
    /// The scrutiny's id.
    let scrutiny: String
    /// The item; nil: the scrutiny itself.
    let item: ItemID?

    /// Reads a part's name.
    init(_ text: String) throws(ControlError) {
        let pieces = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let id = pieces.first, !id.isEmpty else {
            throw .invalidName(name: text, reason: "it names no scrutiny", remedy: Self.remedy)
        }
        scrutiny = String(id)
        guard pieces.count > 1 else {
            item = nil
            return
        }
        guard let item = ItemID(String(pieces[1])) else {
            throw .invalidName(name: text, reason: "it names no item", remedy: Self.remedy)
        }
        self.item = item
    }

    private static let remedy =
        "Write rural-crime-2017, or rural-crime-2017/recommendation/b.i for an item."

    /// The scrutiny and the items of several names; no items: the scrutiny itself.
    ///
    /// - Throws: `ControlError.invalidName` where they are of several scrutinies, name a part
    ///   twice, or mix a scrutiny with its items.
    static func joint(_ texts: [String]) throws(ControlError) -> (id: String, items: [ItemID]) {
        var names: [PartName] = []
        for text in texts {
            let name = try PartName(text)
            if names.contains(name) {
                throw .invalidName(
                    name: text, reason: "it is named twice", remedy: "Name each part once.")
            }
            if let first = names.first, first.scrutiny != name.scrutiny {
                throw .invalidName(
                    name: text, reason: "the parts are of several scrutinies",
                    remedy: "Record for each scrutiny by itself.")
            }
            if let first = names.first, (first.item == nil) != (name.item == nil) {
                throw .invalidName(
                    name: text, reason: "it is named together with the scrutiny itself",
                    remedy: "Record what happened to the scrutiny by itself.")
            }
            names.append(name)
        }
        guard let first = names.first else {
            throw .invalidName(name: "", reason: "no part is named", remedy: Self.remedy)
        }
        return (first.scrutiny, names.compactMap(\.item))
    }
}

extension [GivenFact] {
    /// The facts a caller gives.
    ///
    /// - Throws: `ControlError.invalidFact` where one is given twice.
    init(_ facts: [Register.Fact]) throws(ControlError) {
        var names: Set<String> = []
        for fact in facts where !names.insert(fact.name).inserted {
            throw .invalidFact(
                name: fact.name, value: fact.values.joined(separator: "; "),
                reason: "it is given twice", remedy: "Give each fact once.")
        }
        self = facts.map { GivenFact($0.name, $0.values) }
    }
}
