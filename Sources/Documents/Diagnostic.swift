/// One thing to say about a place in a file: what is wrong there, why, and what to do about it.
package struct Diagnostic: Hashable, Sendable, Codable {
    /// How bad it is.
    package enum Severity: String, Hashable, Sendable, Codable {
        /// The file cannot be used.
        case error
        /// The file can be used, and something in it is questionable.
        case warning
    }

    /// How bad it is.
    package var severity: Severity
    /// The file, as the reader of the message knows it.
    package var file: String
    /// The line, from 1.
    package var line: Int
    /// The column, from 1.
    package var column: Int
    /// The offending text; empty where something is missing.
    package var text: String
    /// What is wrong, without a full stop.
    package var reason: String
    /// What to do about it, without a full stop.
    package var remedy: String

    /// Makes a diagnostic from its parts.
    package init(
        _ severity: Severity = .error, file: String, at position: SourcePosition, text: String,
        reason: String, remedy: String
    ) {
        self.severity = severity
        self.file = file
        self.line = position.line
        self.column = position.column
        self.text = text
        self.reason = reason
        self.remedy = remedy
    }
}

extension Diagnostic: Comparable {
    /// By file, line and column; at the same place by what is said, so that an order is always the
    /// same.
    package static func < (lhs: Diagnostic, rhs: Diagnostic) -> Bool {
        if lhs.file != rhs.file { return lhs.file < rhs.file }
        if (lhs.line, lhs.column) != (rhs.line, rhs.column) {
            return (lhs.line, lhs.column) < (rhs.line, rhs.column)
        }
        return (lhs.severity.rawValue, lhs.reason, lhs.text)
            < (rhs.severity.rawValue, rhs.reason, rhs.text)
    }
}

extension Diagnostic: CustomStringConvertible {
    /// Two lines as compilers write them, so that editors find the place:
    /// `FILE:LINE:COLUMN: error: REASON: "TEXT"` and below it `    remedy: REMEDY`.
    package var description: String {
        let quoted = text.isEmpty ? "" : ": \"\(text)\""
        return "\(file):\(line):\(column): \(severity.rawValue): \(reason)\(quoted)\n"
            + "    remedy: \(remedy)"
    }
}
