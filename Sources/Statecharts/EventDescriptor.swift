/// One event descriptor: what a transition says of the events it answers.
///
/// SCXML 3.12.1: an event name and a descriptor are lists of tokens separated by dots; a descriptor
/// matches the names of which it is a prefix, token by token. `*` matches every event, and a
/// trailing `.*` or `.` adds nothing.
struct EventDescriptor: Hashable, Sendable {
    /// The descriptor as written (with the path filled in, for a `done.state` by bare name).
    let text: String
    /// The tokens to match without the trailing wildcard; nil matches every event.
    private let prefix: String?

    /// Reads one descriptor; nil if it is empty, has an empty token, or a `*` elsewhere than at the
    /// end.
    init?(_ text: String) {
        self.text = text
        if text == "*" {
            self.prefix = nil
            return
        }
        var body = text[...]
        if body.hasSuffix(".*") {
            body = body.dropLast(2)
        } else if body.hasSuffix(".") {
            body = body.dropLast()
        }
        guard EventDescriptor.isEventName(body) else { return nil }
        self.prefix = String(body)
    }

    /// The state named by `done.state.NAME`, if this descriptor names one.
    var doneState: String? {
        let marker = EventDescriptor.doneMarker
        guard let prefix, prefix.hasPrefix(marker) else { return nil }
        return String(prefix.dropFirst(marker.count))
    }

    /// Whether an event of this name is meant (`nameMatch` of Appendix D).
    func matches(_ event: String) -> Bool {
        guard let prefix else { return true }
        guard event.hasPrefix(prefix) else { return false }
        let rest = event.dropFirst(prefix.count)
        return rest.isEmpty || rest.first == "."
    }

    /// Takes apart a text of several descriptors separated by blanks; nil stands for a bad one.
    static func list(_ text: String) -> [(text: String, descriptor: EventDescriptor?)] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        return (words.isEmpty ? [text] : words).map { ($0, EventDescriptor($0)) }
    }

    /// Whether a text may be the name of an event: tokens separated by single dots, none of them
    /// empty, without blanks and `*`.
    static func isEventName(_ text: some StringProtocol) -> Bool {
        let tokens = text.split(separator: ".", omittingEmptySubsequences: false)
        return tokens.allSatisfy { token in
            return !token.isEmpty && !token.contains { $0 == "*" || $0.isWhitespace }
        }
    }

    /// What the name of a state's done event begins with.
    static let doneMarker = "done.state."
}
