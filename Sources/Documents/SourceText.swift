/// The text of a file as lines of Unicode scalars, to look up what stands at a position.
struct SourceText {
    let text: String
    private let scalars: [Unicode.Scalar]
    /// The index of the first scalar of each line.
    private let lineStarts: [Int]

    init(_ text: String) {
        self.text = text
        let scalars = Array(text.unicodeScalars)
        self.scalars = scalars
        self.lineStarts = [0] + scalars.indices.filter { scalars[$0] == "\n" }.map { $0 + 1 }
    }

    /// The position itself; the end of the text for one behind it, where the parser's mark of what
    /// is missing may lie.
    func nearest(to position: SourcePosition) -> SourcePosition {
        index(of: position) == nil ? self.position(of: scalars.count) : position
    }

    /// What stands at a position; nil at the end of the text or outside it.
    func scalar(at position: SourcePosition) -> Unicode.Scalar? {
        guard let index = index(of: position), index < scalars.count else { return nil }
        return scalars[index]
    }

    /// Whether a text stands at a position, or behind the quote there, letter by letter.
    func holds(_ text: String, at position: SourcePosition, behindQuote: Bool) -> Bool {
        guard let index = index(of: position) else { return false }
        return scalars[index...].dropFirst(behindQuote ? 1 : 0).starts(with: text.unicodeScalars)
    }

    /// What stands from a position to the end of its line, shortened.
    func rest(from position: SourcePosition) -> String {
        guard let index = index(of: position) else { return "" }
        let line = scalars[index...].prefix { $0 != "\n" && $0 != "\r" }
        let text = line.reduce(into: "") { $0.unicodeScalars.append($1) }
        return text.count > 60 ? text.prefix(60) + "…" : text
    }

    /// The text with a scalar put in before each of the given positions.
    func inserting(_ marks: [SourcePosition: Unicode.Scalar]) -> String {
        let byIndex = Dictionary(
            marks.compactMap { position, mark in index(of: position).map { ($0, mark) } },
            uniquingKeysWith: { first, _ in first })
        guard !byIndex.isEmpty else { return text }
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if let mark = byIndex[index] {
                result.append(mark)
            }
            result.append(scalar)
        }
        return String(result)
    }

    private func index(of position: SourcePosition) -> Int? {
        guard lineStarts.indices.contains(position.line - 1), position.column >= 1 else {
            return nil
        }
        let index = lineStarts[position.line - 1] + position.column - 1
        return index <= scalars.count ? index : nil
    }

    private func position(of index: Int) -> SourcePosition {
        let line = lineStarts.lastIndex { $0 <= index } ?? 0
        return SourcePosition(line: line + 1, column: index - lineStarts[line] + 1)
    }
}

extension SourceText {
    /// Reports the characters that YAML does not allow, and those that only look like line ends or
    /// like nothing. At most ten: a file with more is no text.
    func reportForbiddenCharacters(_ log: DiagnosticLog) {
        let found = scalars.indices.lazy.compactMap { index in
            return objection(at: index).map { (index, $0) }
        }
        for (index, (reason, remedy)) in found.prefix(10) {
            log.error(
                at: position(of: index), SourceText.name(of: scalars[index]), reason,
                remedy: remedy)
        }
    }

    private func objection(at index: Int) -> (reason: String, remedy: String)? {
        switch scalars[index].value {
        case 0x09, 0x0A, 0x20...0x7E: return nil
        case 0x0D:
            let isLineEnd = index + 1 < scalars.count && scalars[index + 1] == "\n"
            return isLineEnd
                ? nil : ("a carriage return alone does not end a line", "use Unix line ends")
        case 0xFEFF:
            return ("a byte order mark is not allowed", "save as UTF-8 without byte order mark")
        case 0x85, 0x2028, 0x2029:
            return ("this character only looks like the end of a line", "begin a new line")
        case 0x00...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF:
            return ("this character is not allowed", "remove it")
        default: return nil
        }
    }

    private static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Where the bytes stop being UTF-8.
    static func positionOfBadEncoding(in bytes: [UInt8]) -> SourcePosition {
        var position = SourcePosition.start
        var iterator = bytes.makeIterator()
        var parser = UTF8.ForwardParser()
        while case .valid(let encoded) = parser.parseScalar(from: &iterator) {
            if UTF8.decode(encoded) == "\n" {
                position = SourcePosition(line: position.line + 1, column: 1)
            } else {
                position.column += 1
            }
        }
        return position
    }
}
