package import FoundationEssentials

/// Why a line is no message this side understands.
package enum NotifierMessageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is no JSON object with the fields of a message.
    case malformed(reason: String)
    /// It speaks another version of the contract.
    case unsupportedVersion(Int)

    /// One sentence with the cause.
    package var description: String {
        switch self {
        case .malformed(let reason):
            return "this is no notification message: \(reason)"
        case .unsupportedVersion(let version):
            return "the message has version \(version) of the contract; "
                + "this side speaks version \(NotifierMessage.version)"
        }
    }
}

extension NotifierMessage {
    /// The message as one line of JSON without the line's end; the same bytes for equal messages.
    package func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// Reads a message. Unknown fields are ignored: later versions only add.
    package static func decode(_ line: Data) throws(NotifierMessageError) -> NotifierMessage {
        do {
            let envelope = try JSONDecoder().decode(Envelope.self, from: line)
            guard envelope.version == version else {
                throw NotifierMessageError.unsupportedVersion(envelope.version)
            }
            return try JSONDecoder().decode(NotifierMessage.self, from: line)
        } catch let error as NotifierMessageError {
            throw error
        } catch let error as DecodingError {
            throw .malformed(reason: Self.describe(error))
        } catch {
            throw .malformed(reason: String(describing: error))
        }
    }

    private struct Envelope: Decodable { var version: Int }

    private static func describe(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context):
            return "\(path(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "\(path(context.codingPath)) has another type than it should"
        case .dataCorrupted(let context):
            let place = path(context.codingPath)
            return place.isEmpty ? "it is no JSON" : "\(place) has no value that is allowed there"
        @unknown default:
            return "it cannot be decoded"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
}

extension NotifierMessage: Codable {
    private enum CodingKeys: String, CodingKey {
        case version, delivery, attempt, kind, severity, to, subject, text, html, scrutiny
        case deadline, reason, attachments
        case notAfter = "not-after"
    }

    /// Encodes the fields of the contract; a nil is left out.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(Self.version, forKey: .version)
        try fields.encode(delivery, forKey: .delivery)
        try fields.encode(attempt, forKey: .attempt)
        try fields.encode(notAfter.formatted(Self.dateStyle), forKey: .notAfter)
        try fields.encode(kind, forKey: .kind)
        try fields.encode(severity, forKey: .severity)
        try fields.encode(to, forKey: .to)
        try fields.encode(subject, forKey: .subject)
        try fields.encode(text, forKey: .text)
        try fields.encodeIfPresent(html, forKey: .html)
        try fields.encodeIfPresent(scrutiny, forKey: .scrutiny)
        try fields.encodeIfPresent(deadline, forKey: .deadline)
        try fields.encode(reason, forKey: .reason)
        try fields.encode(attachments, forKey: .attachments)
    }

    /// Decodes the fields of the contract. A message without an attempt's number is the first.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        delivery = try fields.decode(String.self, forKey: .delivery)
        attempt = try fields.decodeIfPresent(Int.self, forKey: .attempt) ?? 1
        let instant = try fields.decode(String.self, forKey: .notAfter)
        do {
            notAfter = try Date(instant, strategy: Self.dateStyle)
        } catch {
            throw DecodingError.dataCorruptedError(
                forKey: .notAfter, in: fields, debugDescription: "no RFC 3339 instant")
        }
        kind = try fields.decode(Kind.self, forKey: .kind)
        severity = try fields.decode(Severity.self, forKey: .severity)
        to = try fields.decode(Recipient.self, forKey: .to)
        subject = try fields.decode(String.self, forKey: .subject)
        text = try fields.decode(String.self, forKey: .text)
        html = try fields.decodeIfPresent(String.self, forKey: .html)
        scrutiny = try fields.decodeIfPresent(String.self, forKey: .scrutiny)
        deadline = try fields.decodeIfPresent(NotifierDeadline.self, forKey: .deadline)
        reason = try fields.decode(String.self, forKey: .reason)
        attachments = try fields.decodeIfPresent([Attachment].self, forKey: .attachments) ?? []
    }

    /// RFC 3339 in UTC with whole seconds: `2018-01-18T09:00:00Z`.
    private static var dateStyle: Date.ISO8601FormatStyle { Date.ISO8601FormatStyle() }
}
