/// What can be said of a page without reading it: its length, its width, its characters.
enum PageRule {
    /// The most lines of a file.
    static let mostLines = 300
    /// The most characters of a line.
    static let mostColumns = 100

    /// What breaks the rules in a Swift file.
    static func check(_ file: SourceFile) -> [Finding] {
        var findings: [Finding] = []
        if file.lines.count > mostLines {
            findings.append(
                file.finding(
                    mostLines, "the file has \(file.lines.count) lines, more than \(mostLines)",
                    "Ask which second story is in it, and give that a file of its own."))
        }
        for (index, line) in file.lines.enumerated() {
            if line.count > mostColumns,
                !file.isLongByTexts(line: index, limit: mostColumns)
            {
                findings.append(
                    file.finding(
                        index, "the line has \(line.count) columns, more than \(mostColumns)",
                        "Break it where its thought breaks; swift format may help."))
            }
            if line.contains("\t") {
                findings.append(file.finding(index, "there is a tab", "Indent by four spaces."))
            }
        }
        if !file.text.isEmpty, file.text.last != "\n" {
            findings.append(
                file.finding(
                    file.lines.count - 1, "the last line has no end", "End the file with a newline."
                ))
        }
        return findings
    }
}
