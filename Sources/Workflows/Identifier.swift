/// The forms of the names people type: ids of scrutinies, keys of items, mail addresses.
package enum Identifier {
    /// The longest id or key, in characters.
    package static let longest = 64

    /// Whether the text is a scrutiny's id: lower-case words and digits joined by hyphens.
    package static func isScrutiny(_ text: String) -> Bool { isSlug(text) }

    /// Whether the text is a slug: lower-case letters and digits in groups joined by hyphens.
    package static func isSlug(_ text: String) -> Bool { isJoined(text, by: "-") }

    /// Whether the text is an outline label: `a`, `b.i`, `1.2.a`.
    package static func isOutline(_ text: String) -> Bool { isJoined(text, by: ".") }

    /// Whether the text is a positive whole number without leading zeros.
    package static func isNumber(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "0"), text.utf8.count <= 9
        else { return false }
        return text.utf8.allSatisfy(isDigit)
    }

    /// Whether the text can be one mail address: one `@`, a dotted or local domain, and no blank,
    /// control character, quote, comma or angle bracket that could smuggle in another header or
    /// recipient (RFC 5321 §4.1.2, the dot-string form only).
    package static func isMailAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 254 else { return false }
        let halves = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard halves.count == 2, let local = halves.first, let domain = halves.last else {
            return false
        }
        let isLocal = parts(of: local).allSatisfy { part in
            !part.isEmpty && part.allSatisfy { isAlphanumeric($0) || localMarks.contains($0) }
        }
        let isDomain = parts(of: domain).allSatisfy { part in
            !part.isEmpty && part.first != hyphen && part.last != hyphen
                && part.allSatisfy { isAlphanumeric($0) || $0 == hyphen }
        }
        return isLocal && isDomain
    }

    // Bytes throughout: a combining mark or a joiner is part of the character before it, so that
    // "a" with a thousand of them is one character, and lies between "a" and "z".

    private static let hyphen = UInt8(ascii: "-")
    private static let localMarks = Set("!#$%&'*+-/=?^_`{|}~".utf8)

    private static func isJoined(_ text: String, by separator: Unicode.Scalar) -> Bool {
        guard text.utf8.count <= longest else { return false }
        let separator = UInt8(ascii: separator)
        return text.utf8.split(separator: separator, omittingEmptySubsequences: false)
            .allSatisfy { group in !group.isEmpty && group.allSatisfy { isLower($0) || isDigit($0) }
            }
    }

    private static func parts(of bytes: Substring.UTF8View) -> [Substring.UTF8View] {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLower(byte) || isDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}
