/// What a command shows to a person.
package protocol Report {
    /// Writes it onto a sheet.
    func write(on sheet: inout Sheet)
}

extension Report {
    /// The whole text, its lines parted by line feeds, without one at the end.
    package func text(in ink: Ink = .plain) -> String {
        var sheet = Sheet(ink: ink)
        write(on: &sheet)
        return sheet.lines.joined(separator: "\n")
    }
}

/// Lines of text that are being written, top down.
package struct Sheet: Sendable {
    /// How they are written.
    package let ink: Ink
    /// What has been written.
    package private(set) var lines: [String] = []

    /// An empty sheet.
    package init(ink: Ink) {
        self.ink = ink
    }

    /// Writes one line.
    package mutating func line(_ text: String, _ tone: Tone = .plain, indent: Int = 0) {
        lines.append(String(repeating: " ", count: indent) + ink.paint(text.printable, tone))
    }

    /// Writes text that may have several lines of its own.
    package mutating func paragraph(_ text: String, indent: Int = 0) {
        for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append(
                part.isEmpty ? "" : String(repeating: " ", count: indent) + String(part).printable)
        }
    }

    /// Writes a heading, with an empty line above it unless it is the first.
    package mutating func heading(_ text: String) {
        if !lines.isEmpty { lines.append("") }
        line(text, .strong)
    }

    /// Writes a table.
    package mutating func table(_ table: TextTable, indent: Int = 0) {
        let margin = String(repeating: " ", count: indent)
        lines += table.lines(in: ink).map { margin + $0 }
    }

    /// Writes names with what they are, aligned; nothing for those without a text.
    package mutating func fields(_ fields: [(String, String?)], indent: Int = 0) {
        let known = fields.compactMap { name, text in text.map { (name, $0) } }
        let width = known.map(\.0.count).max() ?? 0
        for (name, text) in known {
            let gap = String(repeating: " ", count: width - name.count + 2)
            line(name.printable + gap + text, indent: indent)
        }
    }
}

extension Int {
    /// The number with its noun: `1 scrutiny`, `14 scrutinies`.
    func counted(_ one: String, _ many: String) -> String {
        self == 1 ? "1 \(one)" : "\(self) \(many)"
    }
}
