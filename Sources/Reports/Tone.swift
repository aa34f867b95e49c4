/// What a piece of text means, so that a terminal may colour it. The words always say it too.
package enum Tone: Hashable, Sendable {
    /// Nothing in particular.
    case plain
    /// A heading.
    case strong
    /// Of less weight than what stands beside it.
    case faint
    /// As it should be.
    case good
    /// To be looked at soon.
    case warning
    /// Late or wrong.
    case bad
}

/// How text is written: with ECMA-48 colours, or without.
package struct Ink: Hashable, Sendable {
    private let isColoured: Bool

    /// Text alone.
    package static let plain = Ink(isColoured: false)
    /// Text with colours, for a terminal.
    package static let coloured = Ink(isColoured: true)

    /// The text as it is written.
    func paint(_ text: String, _ tone: Tone) -> String {
        guard isColoured, !text.isEmpty, let code = Self.code(of: tone) else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private static func code(of tone: Tone) -> Int? {
        switch tone {
        case .plain: nil
        case .strong: 1
        case .faint: 2
        case .good: 32
        case .warning: 33
        case .bad: 31
        }
    }
}

extension String {
    /// The text in one line, without what would steer the terminal of whoever reads it: white
    /// space is a space, control characters and marks of reading direction show as U+FFFD.
    var printable: String {
        let isPlain = unicodeScalars.allSatisfy { !$0.isControl }
        if isPlain { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map(\.shown)))
    }
}

extension Unicode.Scalar {
    fileprivate var shown: Unicode.Scalar {
        guard isControl else { return self }
        return properties.isWhitespace ? " " : "\u{FFFD}"
    }

    /// Of the category Cc, or a mark of the Unicode bidirectional algorithm (UAX #9).
    fileprivate var isControl: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: properties.isBidiControl
        }
    }
}
