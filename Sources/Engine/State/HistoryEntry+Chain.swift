internal import Crypto
package import Deadlines
package import Foundation

extension HistoryEntry {
    /// The next link of the chain after `head`.
    ///
    /// - Parameter head: the position and hash of the last entry, or (0, `genesis`).
    package static func link(
        after head: (position: Int, hash: String), scrutiny: String, sequence: Int, at: Instant,
        actor: Actor, cause: String, payload: Payload
    ) throws -> HistoryEntry {
        let payloadHash = sha256(try CanonicalJSON.encode(payload))
        var entry = HistoryEntry(
            position: head.position + 1, scrutiny: scrutiny, sequence: sequence, at: at,
            actor: actor, cause: cause, payload: payload, payloadHash: payloadHash,
            previous: head.hash, hash: "")
        entry.hash = entry.computedHash
        return entry
    }

    /// The hash this entry must have: SHA-256 over its fields, one a line.
    package var computedHash: String {
        let lines = [
            previous, String(position), scrutiny, String(sequence), String(at.milliseconds),
            actor.uid.map { String($0) } ?? "-", actor.name, cause, payloadHash,
        ]
        return sha256(
            Data(lines.map { $0.replacing("\n", with: "\\n") }.joined(separator: "\n").utf8))
    }
}

/// SHA-256 of the bytes, in lower-case hexadecimal (FIPS 180-4).
package func sha256(_ data: Data) -> String {
    SHA256.hash(data: data).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }.joined()
}

/// JSON with sorted keys: equal values give equal bytes.
package enum CanonicalJSON {
    /// The value's bytes.
    package static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// The value's text.
    package static func text(_ value: some Encodable) throws -> String {
        String(decoding: try encode(value), as: UTF8.self)
    }

    /// The value of a text.
    package static func decode<Value: Decodable>(
        _ type: Value.Type, from text: String
    ) throws -> Value {
        try decode(type, from: Data(text.utf8))
    }

    /// The value of bytes.
    package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws
        -> Value
    {
        try JSONDecoder().decode(type, from: data)
    }

    /// The JSON document with each text in it replaced, keys left as they are; nil where it is no
    /// JSON.
    package static func replacingTexts(
        in text: String, by replace: (String) -> String
    ) -> String? {
        func replaced(_ value: Any) -> Any {
            switch value {
            case let text as String: replace(text)
            case let values as [Any]: values.map(replaced)
            case let members as [String: Any]: members.mapValues(replaced)
            default: value
            }
        }
        do {
            let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
            let data = try JSONSerialization.data(
                withJSONObject: replaced(value), options: [.sortedKeys, .withoutEscapingSlashes])
            return String(decoding: data, as: UTF8.self)
        } catch {
            return nil
        }
    }

    /// Every text in a JSON document, at any depth, keys left out; none where it is no JSON.
    package static func texts(in data: Data) -> [String] {
        func texts(of value: Any) -> [String] {
            switch value {
            case let text as String: [text]
            case let values as [Any]: values.flatMap(texts)
            case let members as [String: Any]: members.values.flatMap(texts)
            default: []
            }
        }
        do {
            return texts(
                of: try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed))
        } catch {
            return []
        }
    }
}

/// SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal.
package func sha256(_ text: String) -> String { sha256(Data(text.utf8)) }
