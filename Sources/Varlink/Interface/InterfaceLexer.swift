/// Cuts the text of an interface description into tokens; comments come with the token they
/// stand before.
struct InterfaceLexer {
    /// A piece of the text.
    struct Token: Hashable {
        /// The kinds of piece.
        enum Kind: Hashable {
            /// A word: keyword, name, type; the dots and hyphens of interface names included.
            case word(String)
            /// `(`, `)`, `,`, `:`, `?`, `[`, `]`, `->`, or any other character alone.
            case symbol(String)
            /// After the last one.
            case end
        }

        /// What it is.
        let kind: Kind
        /// The comment lines before it, without `#` and one blank.
        let comment: String
        /// Its line; 1 is the first.
        let line: Int
        /// Its column; 1 is the first.
        let column: Int

        /// The token as a message names it.
        var name: String {
            switch kind {
            case .word(let text), .symbol(let text): "\"\(text)\""
            case .end: "the end"
            }
        }
    }

    private let characters: [Character]
    private var position = 0
    private var line = 1
    private var column = 1

    init(_ text: String) { characters = Array(text) }

    /// The next token; at the end always `.end`.
    mutating func next() -> Token {
        let comment = skipBlanksAndComments()
        let (line, column) = (line, column)
        let kind: Token.Kind
        if position == characters.count {
            kind = .end
        } else if characters[position...].starts(with: "->") {
            kind = .symbol(String([advance(), advance()]))
        } else if Self.standsInWords(characters[position]) {
            kind = .word(take { Self.standsInWords($0) })
        } else {
            kind = .symbol(String(advance()))
        }
        return Token(kind: kind, comment: comment, line: line, column: column)
    }

    private mutating func skipBlanksAndComments() -> String {
        var lines: [String] = []
        while position < characters.count {
            if characters[position].isWhitespace {
                _ = advance()
            } else if characters[position] == "#" {
                let text = take { !$0.isNewline }.dropFirst()
                lines.append(String(text.first == " " ? text.dropFirst() : text))
            } else {
                break
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The hyphen belongs to words but for the one that begins an arrow.
    private mutating func take(while belongs: (Character) -> Bool) -> String {
        var text = ""
        while position < characters.count, belongs(characters[position]),
            !characters[position...].starts(with: "->") || text.hasPrefix("#")
        {
            text.append(advance())
        }
        return text
    }

    private mutating func advance() -> Character {
        let character = characters[position]
        position += 1
        if character.isNewline {
            line += 1
            column = 1
        } else {
            column += 1
        }
        return character
    }

    private static func standsInWords(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
            || character == "_" || character == "." || character == "-"
    }
}
