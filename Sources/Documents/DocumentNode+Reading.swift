/// Reading a node as what it has to be; what it is not is reported and gives nil.
extension DocumentNode {
    /// A text. Nothing, a list or a mapping is none.
    package func text(_ log: DiagnosticLog) -> String? {
        if let text = scalarText { return text }
        let remedy =
            isNull && !excerpt.isEmpty
            ? "put it in quotes if the word itself is meant" : "write a text here"
        return refuse("a text", log, remedy: remedy)
    }

    /// A whole number in decimal digits, without quotes and within bounds.
    package func integer(in range: ClosedRange<Int>, _ log: DiagnosticLog) -> Int? {
        let remedy = "write a number from \(range.lowerBound) to \(range.upperBound)"
        guard case .scalar(let text, isPlain: true) = kind, !isNull else {
            return refuse("a whole number", isOther: true, log, remedy: remedy)
        }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) }
        guard isNumber, let number = Int(text), range.contains(number) else {
            let reason = isNumber ? "this number is out of bounds" : "this is not a whole number"
            log.error(at: position, excerpt, reason, remedy: remedy)
            return nil
        }
        return number
    }

    /// `true` or `false` without quotes; `yes`, `on` and the like are none.
    package func boolean(_ log: DiagnosticLog) -> Bool? {
        switch kind {
        case .scalar("true", isPlain: true): return true
        case .scalar("false", isPlain: true): return false
        case .scalar, .sequence, .mapping:
            return refuse(
                "true or false", isOther: true, log, remedy: "write true or false, without quotes")
        }
    }

    /// The elements of a list.
    package func list(_ log: DiagnosticLog) -> [DocumentNode]? {
        guard case .sequence(let elements) = kind else {
            return refuse("a list", log, remedy: "write [A, B], or a line with a dash for each")
        }
        return elements
    }

    /// One node for a text or mapping, the elements for a list. Nothing is neither.
    package func oneOrMany(_ log: DiagnosticLog) -> [DocumentNode]? {
        if case .sequence(let elements) = kind { return elements }
        return isNull ? refuse("something", log, remedy: "write one, or a list: [A, B]") : [self]
    }

    /// One text or a list of texts. Of a list with other things in it the texts, the others being
    /// reported.
    package func texts(_ log: DiagnosticLog) -> [String]? {
        switch kind {
        case .scalar: return text(log).map { [$0] }
        case .sequence(let elements): return elements.compactMap { $0.text(log) }
        case .mapping:
            return refuse("a text or a list", log, remedy: "write one, or a list: [A, B]")
        }
    }

    /// The entries of a mapping in the order written.
    package func entries(_ log: DiagnosticLog) -> [Entry]? {
        guard case .mapping(let entries) = kind else {
            return refuse("keys with values", log, remedy: "write KEY: VALUE")
        }
        return entries
    }

    private func refuse<Value>(
        _ expected: String, isOther: Bool = false, _ log: DiagnosticLog, remedy: String
    ) -> Value? {
        let found = description == "text" && isOther ? "other text" : description
        log.error(at: position, excerpt, "expected \(expected), found \(found)", remedy: remedy)
        return nil
    }
}
