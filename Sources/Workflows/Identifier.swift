/// The forms of the names people type: ids of scrutinies, keys of items, mail addresses.
package enum Identifier {
    /// The longest id or key, in characters.
    package static let longest = 64

    /// Whether the text is a scrutiny's id: lower-case words and digits joined by hyphens.
    package static func isScrutiny(_ text: String) -> Bool { isSlug(text) }

    /// Whether the text is a slug: lower-case letters and digits in groups joined by hyphens.
    package static func isSlug(_ text: String) -> Bool {
        guard !text.isEmpty, text.count <= longest else { return false }
        return text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { group in
            !group.isEmpty && group.allSatisfy { isLower($0) || isDigit($0) }
        }
    }

    /// Whether the text is an outline label: `a`, `b.i`, `1.2.a`.
    package static func isOutline(_ text: String) -> Bool {
        guard !text.isEmpty, text.count <= longest else { return false }
        return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { group in
            !group.isEmpty && group.allSatisfy { isLower($0) || isDigit($0) }
        }
    }

    /// Whether the text is a positive whole number without leading zeros.
    package static func isNumber(_ text: String) -> Bool {
        guard let first = text.first, first != "0", text.count <= 9 else { return false }
        return text.allSatisfy(isDigit)
    }

    /// Whether the text can be one mail address: one `@`, a dotted or local domain, and no blank,
    /// control character, quote, comma or angle bracket that could smuggle in another header or
    /// recipient (RFC 5321 §4.1.2, the dot-string form only).
    package static func isMailAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 254 else { return false }
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else { return false }
        guard !halves[0].hasPrefix("."), !halves[0].hasSuffix("."), !text.contains("..")
        else { return false }
        let local = Set("!#$%&'*+-/=?^_`{|}~.")
        guard halves[0].allSatisfy({ isAlphanumeric($0) || local.contains($0) }) else {
            return false
        }
        return halves[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-")
                && $0.allSatisfy { isAlphanumeric($0) || $0 == "-" }
        }
    }

    private static func isLower(_ character: Character) -> Bool { ("a"..."z").contains(character) }
    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
    private static func isAlphanumeric(_ character: Character) -> Bool {
        isLower(character) || isDigit(character) || ("A"..."Z").contains(character)
    }
}
