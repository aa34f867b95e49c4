import Yams

/// An error of the YAML parser, in the words of the person who wrote the file.
struct SyntaxProblem {
    let mark: Mark?
    private let problem: String

    init(_ error: YamlError) {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            self.mark = SyntaxProblem.isAboutBeginning(problem) ? context?.mark ?? mark : mark
            self.problem = problem
        case .duplicatedKeysInMapping(_, let context):
            self.mark = context.mark
            self.problem = "a key stands twice"
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem),
            .representer(let problem):
            self.mark = nil
            self.problem = problem
        case .no, .memory, .dataCouldNotBeDecoded:
            self.mark = nil
            self.problem = "the text cannot be read"
        }
    }

    /// Whether the place where something began tells more than the place where it went wrong: of a
    /// quote or bracket left open, and of a sign without a name.
    private static func isAboutBeginning(_ problem: String) -> Bool {
        return [
            "found unexpected end of stream", "did not find expected ',' or ']'",
            "did not find expected ',' or '}'",
            "did not find expected alphabetic or numeric character",
        ].contains(problem)
    }

    /// The reason and the remedy, knowing what stands at the place of the problem.
    func explained(at scalar: Unicode.Scalar?) -> (reason: String, remedy: String) {
        switch (problem, scalar) {
        case ("found undefined alias", "&"):
            return (
                "anchors are not used in these files", "remove the &, or put the text in quotes"
            )
        case ("found undefined alias", _):
            return (
                "aliases are not used in these files",
                "write out what is meant, or put the text in quotes: \"*\""
            )
        case ("but found another document", _):
            return ("a second document begins here", "put it into a file of its own")
        case ("found character that cannot start any token", "\t"):
            return ("a tab cannot indent", "use spaces")
        case ("found character that cannot start any token", _):
            return ("a text cannot begin with this character", "put the text in quotes")
        case ("did not find expected alphabetic or numeric character", _):
            return ("a text cannot begin with & or *", "put the text in quotes")
        case ("found unexpected end of stream", _):
            return ("this quote is never closed", "close it with the same quote")
        case ("mapping values are not allowed in this context", _):
            return (
                "there cannot be a colon here",
                "put a text with a colon in quotes, or begin the key on a line of its own"
            )
        case ("could not find expected ':'", _):
            return (
                "there should be a colon after the key on the line before, or the line is not "
                    + "indented enough", "write KEY: VALUE, and indent what belongs to it"
            )
        case ("did not find expected node content", _):
            return ("there should be a text, a list or a key here", "add it, or remove this sign")
        case ("did not find expected key", ":"):
            return ("the key is missing", "write KEY: VALUE")
        case ("did not find expected key", _):
            return (
                "this does not fit in with the keys above",
                "give it the same indentation as the keys beside it, and check the quotes above"
            )
        case ("did not find expected '-' indicator", _):
            return (
                "this does not fit in with the list above",
                "begin it with a dash, or indent it as what it belongs to"
            )
        case ("did not find expected ',' or ']'", _):
            return ("this list in [ ] is not closed, or lacks a comma", "add the ] or the comma")
        case ("did not find expected ',' or '}'", _):
            return ("these keys in { } are not closed, or lack a comma", "add the } or the comma")
        default:
            return (problem, "check the indentation and the quotes here and on the line before")
        }
    }
}
