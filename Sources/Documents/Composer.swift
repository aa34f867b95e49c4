import Yams

/// Has Yams compose a text into a tree, and finds out on the way what Yams keeps to itself.
///
/// Yams composes aliases by copying, so that a small file can become a huge tree; and of the keys
/// that stand twice it tells one, without the rest of the tree. Both are got round by composing a
/// text that is slightly changed, in which positions can be traced back:
///
/// - With every `&` made a `*` there are no anchors, so the first anchor or alias of the file is an
///   alias of nothing and ends the composing with its position. Both signs begin a token in the
///   same places, and neither in quotes, blocks, comments or inside words: all else reads alike.
/// - A key that stands twice gets a scalar of the private use area put before its text and the
///   composing begins anew, until all keys differ.
struct Composer {
    let source: SourceText
    /// The scalars put in, by where, in positions of the source.
    private var marks: [SourcePosition: Unicode.Scalar] = [:]
    /// The bytes that may yet be composed: a bound on the repetitions.
    private var budget: Int

    /// What Yams made of a text.
    struct Composed {
        let root: Node
        fileprivate let source: SourceText
        fileprivate let marks: [SourcePosition: Unicode.Scalar]

        /// The position in the source of a mark in the changed text.
        func position(of mark: Mark?) -> SourcePosition {
            guard let mark else { return .start }
            return source.nearest(to: Composer.position(of: mark, marks))
        }

        /// The text of a key without what was put before it.
        func text(ofKey text: String, at position: SourcePosition) -> String {
            let afterQuote = SourcePosition(line: position.line, column: position.column + 1)
            guard let mark = marks[position] ?? marks[afterQuote],
                text.unicodeScalars.first == mark
            else { return text }
            return String(text.unicodeScalars.dropFirst())
        }
    }

    init(_ source: SourceText) {
        self.source = source
        self.budget = 8 * source.text.utf8.count + 100_000
    }

    /// The tree; nil if the text holds nothing, or something that ends the composing is reported.
    consuming func compose(_ log: DiagnosticLog) -> Composed? {
        var isChecked = !source.text.unicodeScalars.contains("&")
        while true {
            let text = source.inserting(marks)
            guard budget > 0 else {
                reportTooManyRepeated(log)
                return nil
            }
            budget -= text.utf8.count
            do {
                let root = try Composer.root(isChecked ? text : Composer.withoutAnchors(text))
                guard let root else { return nil }
                if isChecked { return Composed(root: root, source: source, marks: marks) }
                isChecked = true
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                let position = Composer.position(of: context.mark, marks)
                if !setApart(position, key: keys.first) {
                    log.error(
                        at: position, source.rest(from: position), "this key stands twice",
                        remedy: "remove one of the two")
                    return nil
                }
            } catch let error as YamlError {
                report(error, log)
                return nil
            } catch {
                log.error(at: .start, "", "\(error)", remedy: "check the file")
                return nil
            }
        }
    }

    /// Makes a key that stands twice a different one; false if that cannot be done.
    private mutating func setApart(_ position: SourcePosition, key: String?) -> Bool {
        guard let next = Unicode.Scalar(UInt32(0xE000 + marks.count)), marks.count < 6000,
            key != "<uncovertable>"
        else { return false }
        var place = position
        switch source.scalar(at: position) {
        case "\"", "'": place.column += 1
        case "|", ">", "[", "{", nil: return false
        default: break
        }
        return marks.updateValue(next, forKey: place) == nil
    }

    private func reportTooManyRepeated(_ log: DiagnosticLog) {
        for position in marks.keys.sorted().prefix(20) {
            log.error(
                at: position, source.rest(from: position),
                "this key is one of very many that stand twice", remedy: "keep one of each")
        }
    }

    private func report(_ error: YamlError, _ log: DiagnosticLog) {
        let problem = SyntaxProblem(error)
        let mark = problem.mark.map { Composer.position(of: $0, marks) } ?? .start
        let position = source.nearest(to: mark)
        let (reason, remedy) = problem.explained(at: source.scalar(at: position))
        log.error(at: position, source.rest(from: position), reason, remedy: remedy)
    }

    private static func withoutAnchors(_ text: String) -> String {
        let scalars = text.unicodeScalars.lazy.map { $0 == "&" ? "*" : $0 }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func root(_ text: String) throws -> Node? {
        // Yams keeps a pointer into the string, which a string within its own 15 bytes has not got.
        let isShort = text.utf8.count < 16
        let padded = isShort ? text + "\n" + String(repeating: "#", count: 16) : text
        return try Parser(yaml: padded, resolver: .basic, encoding: .utf8).singleRoot()
    }

    private static func position(
        of mark: Mark, _ marks: [SourcePosition: Unicode.Scalar]
    ) -> SourcePosition {
        // In order of columns, each scalar put in pushes what follows it one column on.
        var column = mark.column
        for place in marks.keys.filter({ $0.line == mark.line }).sorted()
        where place.column < column {
            column -= 1
        }
        return SourcePosition(line: mark.line, column: column)
    }
}
