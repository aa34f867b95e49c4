/// One line that a plug-in wrote to its standard error, for the log.
package struct PluginLogLine: Hashable, Sendable {
    /// The most lines of one run; the rest is counted in one more line.
    package static let mostLines = 200
    /// The longest text, in characters; a longer one is cut.
    package static let longestText = 2000

    /// The syslog priority, 0 to 7; 6 where the line does not say (sd-daemon(3)).
    package var priority: Int
    /// The text without the prefix, control characters as blanks.
    package var text: String

    /// A line.
    package init(priority: Int = 6, text: String) {
        self.priority = priority
        self.text = text
    }

    /// Reads one line with its optional prefix `<N>`.
    package init(parsing line: some StringProtocol) {
        var rest = line[...]
        var priority = 6
        if rest.first == "<", rest.dropFirst(2).first == ">",
            let number = rest.dropFirst().first?.wholeNumberValue, (0...7).contains(number)
        {
            priority = number
            rest = rest.dropFirst(3)
        }
        let shown = rest.unicodeScalars.map {
            $0.properties.generalCategory == .control ? " " : $0
        }
        self.init(
            priority: priority,
            text: String(String(String.UnicodeScalarView(shown)).prefix(Self.longestText)))
    }

    /// The lines of a standard error of which `discarded` bytes more were not kept.
    package static func lines(of bytes: [UInt8], discarded: Int) -> [PluginLogLine] {
        let all = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        var lines = all.prefix(mostLines).map {
            PluginLogLine(parsing: String(decoding: $0, as: UTF8.self))
        }
        let left = all.count - lines.count
        if left > 0 || discarded > 0 {
            lines.append(
                PluginLogLine(
                    priority: 4,
                    text: "the plug-in wrote more to standard error: "
                        + "\(left) lines and \(discarded) bytes are not shown"))
        }
        return lines
    }
}
