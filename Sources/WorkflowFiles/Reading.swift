import Deadlines
import Documents
import Workflows

/// One file being read, and what was found wrong with it so far.
struct Reading {
    let log: DiagnosticLog

    /// Notes an error at a place.
    func error(_ position: SourcePosition, _ text: String, _ reason: String, _ remedy: String) {
        log.error(at: position, text, reason, remedy: remedy)
    }

    /// Notes a warning at a place.
    func warning(_ position: SourcePosition, _ text: String, _ reason: String, _ remedy: String) {
        log.warning(at: position, text, reason, remedy: remedy)
    }

    /// One of the words of an enumeration.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ node: DocumentNode, _ what: String, of type: Value.Type
    ) -> Value? where Value.RawValue == String {
        guard let text = node.text(log) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let words = Value.allCases.map(\.rawValue)
        let near = nearest(text, in: words).map { "Did you mean \($0)? " } ?? ""
        error(
            node.position, text, "this is not \(what)",
            "\(near)Choose one of: \(words.joined(separator: ", ")).")
        return nil
    }

    /// A deadline phrase.
    func rule(_ node: DocumentNode) -> DeadlineRule? {
        guard let text = node.text(log) else { return nil }
        do {
            return try DeadlineRule(parsing: text)
        } catch {
            phraseError(error, in: text, at: node)
            return nil
        }
    }

    /// Notes what is wrong with a phrase, at the words that do not fit.
    func phraseError(_ error: PhraseError, in text: String, at node: DocumentNode) {
        self.error(
            node.position(at: error.column), error.text.isEmpty ? text : error.text,
            error.reason, error.remedy)
    }

    /// A guard.
    func condition(_ node: DocumentNode) -> Guard? {
        guard let text = node.text(log) else { return nil }
        do {
            return try Guard(parsing: text)
        } catch {
            self.error(
                node.position(at: error.column), error.text.isEmpty ? text : error.text,
                error.reason, error.remedy)
            return nil
        }
    }

    /// A civil date.
    func date(_ node: DocumentNode) -> CivilDate? {
        guard let text = node.text(log) else { return nil }
        if let date = CivilDate(iso: text) { return date }
        error(
            node.position, text, "this is not an existing day",
            "Write it as YYYY-MM-DD, such as 2018-01-26.")
        return nil
    }
}

extension DocumentNode {
    /// The place of a character of a scalar; where it begins, if its text does not stand in the
    /// file as it is read.
    func position(at column: Int) -> SourcePosition {
        guard isVerbatim, case .scalar(_, let isPlain) = kind else { return position }
        let quote = isPlain ? 0 : 1
        return SourcePosition(line: position.line, column: position.column + column - 1 + quote)
    }
}
