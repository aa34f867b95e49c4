/// Markdown that is being written, top down: headings, paragraphs and lists that keep within the
/// page's width, and tables.
struct MarkdownSheet {
    private var blocks: [String] = []
    private static let width = 98

    /// All of it, without a line end at its end.
    var text: String { blocks.joined(separator: "\n\n") }

    mutating func heading(_ text: String) { blocks.append("## \(text)") }

    mutating func paragraph(_ text: String) { blocks.append(Self.wrapped(text, indent: "")) }

    mutating func list(_ entries: [String]) {
        blocks.append(
            entries.map { Self.wrapped("- \($0)", indent: "  ") }.joined(separator: "\n"))
    }

    mutating func table(_ head: [String], _ rows: [[String]]) {
        let lines = [head, head.map { _ in "---" }] + rows
        blocks.append(
            lines.enumerated().map { index, cells in
                index == 1
                    ? "|" + cells.joined(separator: "|") + "|"
                    : "|" + cells.map { $0.isEmpty ? " |" : " \(Self.cell($0)) |" }.joined()
            }.joined(separator: "\n"))
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

    private static func wrapped(_ text: String, indent: String) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = indent + word
            } else {
                line += (line.isEmpty || line == indent ? "" : " ") + word
            }
        }
        return (lines + [line]).joined(separator: "\n")
    }
}
