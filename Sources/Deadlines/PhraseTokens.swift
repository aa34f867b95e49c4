/// A phrase cut into words and parentheses, and a place among them.
struct PhraseTokens {
    /// A word, or one parenthesis.
    struct Token {
        let text: String
        /// Counted in characters from 1.
        let column: Int
        /// Where the token begins in the text.
        let start: String.Index

        /// The word as the grammar knows it, whatever its case.
        var word: String { text.lowercased() }
    }

    /// No phrase is longer, in characters.
    static let maximumLength = 2_000

    let source: String
    private let tokens: [Token]
    private var position = 0
    private let endColumn: Int

    init(_ source: String) throws(PhraseError) {
        guard source.unicodeScalars.count <= Self.maximumLength else {
            throw PhraseError(
                column: 1, text: String(source.prefix(20)) + "…", reason: "the phrase is too long",
                remedy: "Use at most \(Self.maximumLength) characters.")
        }
        self.source = source
        var tokens: [Token] = []
        var word: (start: String.Index, column: Int)?
        var column = 1
        func finish(at end: String.Index) {
            guard let begun = word else { return }
            let text = String(source[begun.start..<end])
            tokens.append(Token(text: text, column: begun.column, start: begun.start))
            word = nil
        }
        for index in source.indices {
            let character = source[index]
            if character.isWhitespace {
                finish(at: index)
            } else if character == "(" || character == ")" {
                finish(at: index)
                tokens.append(Token(text: String(character), column: column, start: index))
            } else if word == nil {
                word = (index, column)
            }
            column += 1
        }
        finish(at: source.endIndex)
        self.tokens = tokens
        endColumn = tokens.last.map { $0.column + $0.text.count } ?? 1
    }

    /// The token that comes next.
    var next: Token? { peek(0) }

    /// The token that was taken last.
    var previous: Token? { peek(-1) }

    /// The token that many places after the next.
    func peek(_ offset: Int) -> Token? {
        let index = position + offset
        return tokens.indices.contains(index) ? tokens[index] : nil
    }

    /// Passes over the next token.
    mutating func advance() {
        position += 1
    }

    /// Takes the next token if it is that word of the grammar.
    mutating func take(_ word: String) -> Bool {
        guard next?.word == word else { return false }
        position += 1
        return true
    }

    /// The source from the next token on.
    var rest: Substring {
        next.map { source[$0.start...] } ?? ""
    }

    /// An error about the next token, or about the end of the phrase.
    func error(_ reason: String, remedy: String) -> PhraseError {
        error(at: next, reason, remedy: remedy)
    }

    /// An error about a token, or about the end of the phrase.
    func error(at token: Token?, _ reason: String, remedy: String) -> PhraseError {
        PhraseError(
            column: token?.column ?? endColumn, text: token?.text ?? "", reason: reason,
            remedy: remedy)
    }
}
