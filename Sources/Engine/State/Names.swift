/// The name of an item inside a scrutiny: its kind and key, `recommendation/b.i`.
package struct ItemID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The item kind's name.
    package let kind: String
    /// The item's key.
    package let key: String

    /// An item's name of its parts.
    package init(kind: String, key: String) {
        self.kind = kind
        self.key = key
    }

    /// Reads `kind/key`.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(kind: String(parts[0]), key: String(parts[1]))
    }

    package var description: String { "\(kind)/\(key)" }

    package static func < (left: ItemID, right: ItemID) -> Bool {
        (left.kind, left.key) < (right.kind, right.key)
    }
}

/// The name of a deadline inside a scrutiny: `response`, or `witness/halc/evidence` for an item's.
package struct DeadlineID: Hashable, Sendable, CustomStringConvertible {
    /// The item it belongs to; nil: the scrutiny itself.
    package let item: ItemID?
    /// Its name in the definition.
    package let name: String

    /// A deadline's name of its parts.
    package init(item: ItemID?, name: String) {
        self.item = item
        self.name = name
    }

    /// Reads `name` or `kind/key/name`.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        switch parts.count {
        case 1: self.init(item: nil, name: String(parts[0]))
        case 3:
            let item = ItemID(kind: String(parts[0]), key: String(parts[1]))
            self.init(item: item, name: String(parts[2]))
        default: return nil
        }
    }

    package var description: String { item.map { "\($0)/\(name)" } ?? name }

    /// The name without the item's key, over which messages are coalesced: `witness/evidence`.
    package var family: String { item.map { "\($0.kind)/\(name)" } ?? name }
}

extension ItemID: Codable {
    package init(from decoder: any Decoder) throws {
        self = try decodeName(from: decoder, as: ItemID.init)
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension DeadlineID: Codable {
    package init(from decoder: any Decoder) throws {
        self = try decodeName(from: decoder, as: DeadlineID.init)
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

private func decodeName<Name>(
    from decoder: any Decoder, as make: (String) -> Name?
) throws -> Name {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let name = make(text) else {
        throw DecodingError.dataCorruptedError(
            in: container, debugDescription: "\"\(text)\" is not a name")
    }
    return name
}

/// What identifies a definition: its name, its version, and the hash of its text.
package struct DefinitionID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The workflow's name.
    package let name: String
    /// The author's version.
    package let version: Int
    /// SHA-256 of the file's text, in hexadecimal.
    package let hash: String

    /// An identity of its parts.
    package init(name: String, version: Int, hash: String) {
        self.name = name
        self.version = version
        self.hash = hash
    }

    package var description: String { "\(name) version \(version)" }
}

/// Who caused a change.
package struct Actor: Hashable, Sendable, Codable {
    /// The user id the kernel told, or nil where the daemon itself acted.
    package var uid: UInt32?
    /// The user's or party's name, where known.
    package var name: String

    /// An actor.
    package init(uid: UInt32?, name: String) {
        self.uid = uid
        self.name = name
    }

    /// The daemon, acting because time passed.
    package static let daemon = Actor(uid: nil, name: "scrutinyd")
}
