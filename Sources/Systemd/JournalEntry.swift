import Logging

/// One journal entry as the list of its fields, built from a log event without sending it.
///
/// A field is `NAME=value` in bytes. The native protocol carries any value safely, line breaks
/// included, so no text can forge another field (systemd.journal-fields(7)).
struct JournalEntry: Equatable {
    /// The most fields of an entry; what goes beyond is dropped.
    static let mostFields = 128
    /// The longest value in bytes; a longer one is cut.
    static let longestValue = 64 * 1024
    /// The longest field name journald takes.
    static let longestName = 64

    private(set) var fields: [[UInt8]] = []

    /// An entry for a log event.
    ///
    /// - Parameter metadata: the whole metadata of the event, the logger's own included.
    init(_ event: LogEvent, metadata: Logger.Metadata, label: String, identifier: String) {
        append("MESSAGE", printable(event.message.description))
        append("PRIORITY", String(Self.priority(event.level)))
        append("CODE_FILE", event.file)
        append("CODE_LINE", String(event.line))
        append("CODE_FUNC", event.function)
        append("SYSLOG_IDENTIFIER", identifier)
        append("LOGGER", label)
        if let error = event.error { append("ERROR", String(describing: error)) }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            let name = Self.name(key)
            if name == "MESSAGE_ID" {
                appendMessageID(value.description)
            } else {
                append(name, value)
            }
        }
    }

    /// The fields as text, for tests.
    var texts: [String] { fields.map { String(decoding: $0, as: UTF8.self) } }

    /// The syslog priority of a level (RFC 5424 §6.2.1).
    static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .critical: return 2
        case .error: return 3
        case .warning: return 4
        case .notice: return 5
        case .info: return 6
        case .debug, .trace: return 7
        }
    }

    /// The field name for a metadata key: upper case, other characters than letters and digits
    /// as underscores, no leading underscore or digit (journald drops those), and never one of
    /// the names this type writes itself. `scrutiny-id` becomes `SCRUTINY_ID`.
    static func name(_ key: String) -> String {
        var name = ""
        for scalar in key.unicodeScalars {
            switch scalar {
            case "A"..."Z", "0"..."9": name.unicodeScalars.append(scalar)
            case "a"..."z": name += String(scalar).uppercased()
            default: name += "_"
            }
        }
        name = String(name.drop { $0 == "_" || $0.isNumber }.prefix(longestName))
        return name.isEmpty || ownNames.contains(name) ? "FIELD_\(name)" : name
    }

    private static let ownNames: Set<String> = [
        "MESSAGE", "PRIORITY", "CODE_FILE", "CODE_LINE", "CODE_FUNC", "SYSLOG_IDENTIFIER",
        "LOGGER", "ERROR",
    ]

    /// A list becomes several fields of one name, a dictionary one field for each key.
    private mutating func append(_ name: String, _ value: Logger.MetadataValue) {
        switch value {
        case .string(let text):
            append(name, text)
        case .stringConvertible(let value):
            append(name, value.description)
        case .array(let values):
            for value in values { append(name, value) }
        case .dictionary(let values):
            for (key, value) in values.sorted(by: { $0.key < $1.key }) {
                append(Self.name("\(name)_\(key)"), value)
            }
        }
    }

    /// A message id is 128 bits in hexadecimal, hyphens allowed (sd-id128(3)); anything else would
    /// never be found in a catalogue and is kept under another name.
    private mutating func appendMessageID(_ text: String) {
        let digits = text.filter { $0 != "-" }.lowercased()
        let isID = digits.utf8.count == 32 && digits.allSatisfy(\.isHexDigit)
        append(isID ? "MESSAGE_ID" : "FIELD_MESSAGE_ID", isID ? digits : text)
    }

    private mutating func append(_ name: String, _ value: String) {
        guard fields.count < Self.mostFields else { return }
        fields.append(Array(name.utf8) + [UInt8(ascii: "=")] + value.utf8.prefix(Self.longestValue))
    }

    /// The text with control characters other than tab and line feed escaped: journalctl hides a
    /// message that holds one behind "[blob data]".
    private func printable(_ text: String) -> String {
        text.escapingControls { $0 == "\n" || $0 == "\t" }
    }
}
