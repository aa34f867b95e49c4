/// Texts that were taken out of a history entry, and where they stand in other texts.
struct TakenTexts {
    /// The texts, without repetition, in the order in which they were taken.
    private(set) var all: [String] = []
    /// How they are looked for inside others.
    private var sought: [[Character]] = []
    /// Longer texts of other entries in which one of them stands.
    private var wholes: [[Character]] = []

    /// A text of fewer bytes than this is not looked for inside others: it would be found in half
    /// of them.
    private static let shortestSought = 3

    /// Takes a text; the mark, and what is blank, is none.
    mutating func take(_ text: String) {
        let words = Self.words(text)
        guard text != Redaction.mark, !words.isEmpty, !all.contains(text) else { return }
        all.append(text)
        if Self.isSought(words) { sought.append(words) }
    }

    /// Takes note of texts that people wrote elsewhere: where one of them holds a taken text, all
    /// of it is marked, so that no half of it is left that nobody could find any more.
    mutating func note(wholes texts: [String]) {
        let holding = texts.filter { isRepeated(in: $0) }
        wholes += holding.map { Self.words($0) }
    }

    /// Whether something was taken that is too short to be looked for inside others.
    var holdsShortTexts: Bool { all.contains { !Self.isSought(Self.words($0)) } }

    /// Whether a text is one of those taken, or holds one.
    func isRepeated(in text: String) -> Bool {
        if all.contains(text) { return true }
        let letters = Array(text)
        return sought.contains { words in
            letters.indices.contains { Self.end(of: words, in: letters, from: $0) != nil }
        }
    }

    /// The text with the mark wherever one of those taken stands, each whole: of several that
    /// overlap nothing is left, nor of the words that one begins or ends in.
    func marking(_ text: String) -> String {
        guard isRepeated(in: text) else { return text }
        if all.contains(text) { return Redaction.mark }
        let letters = Array(text)
        let found = (sought + wholes + [Array(Redaction.mark)]).flatMap { words in
            letters.indices.compactMap { start in
                Self.end(of: words, in: letters, from: start).map {
                    Self.wholeWords(start..<$0, in: letters)
                }
            }
        }
        var marked = ""
        var next = 0
        for range in Self.merged(found) {
            marked += String(letters[next..<range.lowerBound]) + Redaction.mark
            next = range.upperBound
        }
        return marked + String(letters[next...])
    }

    private static func isSought(_ words: [Character]) -> Bool {
        String(words).utf8.count >= shortestSought
    }

    /// The text with one blank between words: messages break their lines where they like.
    private static func words(_ text: String) -> [Character] {
        Array(text.split(whereSeparator: isBlank).joined(separator: " "))
    }

    private static func isBlank(_ letter: Character) -> Bool {
        letter.isWhitespace || letter.asciiValue.map { $0 < 32 || $0 == 127 } ?? false
    }

    /// Where the words end that begin at `start`; nil where others stand there.
    private static func end(
        of words: [Character], in letters: [Character], from start: Int
    ) -> Int? {
        var place = start
        for letter in words {
            guard place < letters.count else { return nil }
            guard letter == " " else {
                guard letters[place] == letter else { return nil }
                place += 1
                continue
            }
            guard isBlank(letters[place]) else { return nil }
            while place < letters.count, isBlank(letters[place]) { place += 1 }
        }
        return place
    }

    /// The range as far as the words reach in which it begins and ends.
    private static func wholeWords(_ range: Range<Int>, in letters: [Character]) -> Range<Int> {
        func isInside(_ place: Int) -> Bool {
            place > 0 && place < letters.count && letters[place - 1].isPartOfWord
                && letters[place].isPartOfWord
        }
        var (start, end) = (range.lowerBound, range.upperBound)
        while isInside(start) { start -= 1 }
        while isInside(end) { end += 1 }
        return start..<end
    }

    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, range in
            guard let last = merged.last, range.lowerBound <= last.upperBound else {
                return merged.append(range)
            }
            merged[merged.count - 1] =
                last.lowerBound..<max(last.upperBound, range.upperBound)
        }
    }
}

extension Character {
    fileprivate var isPartOfWord: Bool { isLetter || isNumber }
}
