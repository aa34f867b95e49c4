/// Blanks out comments and literals, so that a rule for code does not stumble over words.
///
/// Line ends stay where they are, so that lines keep their numbers, and so do the quotes of
/// literals; what stands in an interpolation is blanked with the rest. Regular expressions are
/// literals where they are written with number signs. It works on UTF-8 code units: whatever has a
/// meaning in Swift is ASCII.
struct CodeMask {
    private let bytes: [UInt8]
    private var masked: [UInt8] = []
    private var index = 0

    /// The text with comments and the insides of literals blanked.
    static func code(of text: String) -> String {
        var mask = CodeMask(bytes: Array(text.utf8))
        return mask.run()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        masked.reserveCapacity(bytes.count)
    }

    private mutating func run() -> String {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "/") where starts("//"): blankLine()
            case UInt8(ascii: "/") where starts("/*"): blankBlock()
            case UInt8(ascii: "#") where starts("#/"): blankExpression()
            case UInt8(ascii: "\""), UInt8(ascii: "#"):
                if let literal = literal() {
                    blankLiteral(hashes: literal.hashes, quotes: literal.quotes)
                } else {
                    keep()
                }
            default: keep()
            }
        }
        return String(decoding: masked, as: UTF8.self)
    }

    private func starts(_ text: StaticString, at offset: Int? = nil) -> Bool {
        let start = offset ?? index
        guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
        for place in 0..<text.utf8CodeUnitCount
        where bytes[start + place] != text.utf8Start[place] {
            return false
        }
        return true
    }

    /// How the literal that begins here is quoted; nil where none does.
    private func literal() -> (hashes: Int, quotes: Int)? {
        var start = index
        while start < bytes.count, bytes[start] == UInt8(ascii: "#") { start += 1 }
        guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else { return nil }
        return (start - index, starts("\"\"\"", at: start) ? 3 : 1)
    }

    /// Whether as many quotes and number signs as given stand here.
    private func ends(hashes: Int, quotes: Int) -> Bool {
        guard index + quotes + hashes <= bytes.count else { return false }
        let middle = index + quotes
        return bytes[index..<middle].allSatisfy { $0 == UInt8(ascii: "\"") }
            && bytes[middle..<middle + hashes].allSatisfy { $0 == UInt8(ascii: "#") }
    }

    /// Whether a backslash with its number signs stands here.
    private func escapes(hashes: Int) -> Bool {
        guard bytes[index] == UInt8(ascii: "\\"), index + hashes + 1 < bytes.count else {
            return false
        }
        return bytes[index + 1...index + hashes + 1].dropLast()
            .allSatisfy { $0 == UInt8(ascii: "#") }
    }

    private var isAtLineEnd: Bool { bytes[index] == UInt8(ascii: "\n") }

    private mutating func keep(_ count: Int = 1) {
        let end = min(index + count, bytes.count)
        masked += bytes[index..<end]
        index = end
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where index < bytes.count {
            masked.append(isAtLineEnd ? bytes[index] : UInt8(ascii: " "))
            index += 1
        }
    }

    private mutating func blankLine() {
        while index < bytes.count, !isAtLineEnd { blank() }
    }

    private mutating func blankBlock() {
        var depth = 0
        while index < bytes.count {
            if starts("/*") {
                depth += 1
                blank(2)
            } else if starts("*/") {
                depth -= 1
                blank(2)
                if depth == 0 { return }
            } else {
                blank()
            }
        }
    }

    private mutating func blankExpression() {
        keep(2)
        while index < bytes.count, !starts("/#") { blank() }
        keep(2)
    }

    private mutating func blankLiteral(hashes: Int, quotes: Int) {
        keep(hashes + quotes)
        var depth = 0
        while index < bytes.count {
            // An unfinished literal is left to the compiler.
            if quotes == 1, isAtLineEnd { return }
            if depth == 0, ends(hashes: hashes, quotes: quotes) { return keep(hashes + quotes) }
            if escapes(hashes: hashes) {
                if bytes[index + hashes + 1] == UInt8(ascii: "(") { depth += 1 }
                blank(hashes + 2)
            } else {
                if depth > 0, bytes[index] == UInt8(ascii: "(") { depth += 1 }
                if depth > 0, bytes[index] == UInt8(ascii: ")") { depth -= 1 }
                blank()
            }
        }
    }
}
