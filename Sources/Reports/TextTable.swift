/// An aligned table: a header, and rows of cells that wrap at their column's width.
package struct TextTable: Sendable {
    /// A piece of text in a row.
    package struct Cell: Hashable, Sendable, ExpressibleByStringInterpolation {
        /// What stands there.
        package var text: String
        /// What it means.
        package var tone: Tone

        /// A cell.
        package init(_ text: String, _ tone: Tone = .plain) {
            self.text = text
            self.tone = tone
        }

        /// A plain cell.
        package init(stringLiteral value: String) {
            self.init(value)
        }
    }

    /// What stands above the cells, and how wide they may be.
    package struct Column: Hashable, Sendable, ExpressibleByStringLiteral {
        /// The heading; empty where the cells speak for themselves.
        package var title: String
        /// The most characters of a line; a longer word stays whole, so that it can be copied.
        package var width: Int

        /// A column.
        package init(_ title: String, width: Int = .max) {
            self.title = title
            self.width = width
        }

        /// A column of any width.
        package init(stringLiteral value: String) {
            self.init(value)
        }
    }

    private let columns: [Column]
    private var rows: [[Cell]] = []

    /// A table without rows.
    package init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Whether there is no row.
    package var isEmpty: Bool { rows.isEmpty }

    /// Adds a row: a cell for each column.
    package mutating func add(_ row: [Cell]) {
        precondition(row.count == columns.count, "a row has a cell for each column")
        rows.append(row)
    }

    /// The header and the rows, without columns that nothing stands in.
    package func lines(in ink: Ink) -> [String] {
        let used = columns.indices.filter { index in
            rows.contains { !$0[index].text.isEmpty }
        }
        let header = used.map { Cell(columns[$0].title.uppercased(), .faint) }
        let body = rows.map { row in used.map { row[$0] } }
        let limits = used.map { columns[$0].width }
        let wrapped = ([header] + body).map { row in
            zip(row, limits).map { cell, limit in cell.text.printable.wrapped(at: limit) }
        }
        let widths = used.indices.map { column in
            wrapped.flatMap { $0[column] }.map(\.count).max() ?? 0
        }
        return zip([header] + body, wrapped).flatMap { cells, texts in
            Self.lines(of: texts, tones: cells.map(\.tone), widths, ink)
        }
    }

    /// The lines that one row takes.
    private static func lines(
        of texts: [[String]], tones: [Tone], _ widths: [Int], _ ink: Ink
    ) -> [String] {
        let height = texts.map(\.count).max() ?? 0
        return (0..<height).map { number in
            var line = ""
            // Spaces are owed until something follows them: no line ends with one.
            var owed = 0
            for (index, cell) in texts.enumerated() {
                let text = number < cell.count ? cell[number] : ""
                if !text.isEmpty {
                    line += String(repeating: " ", count: owed) + ink.paint(text, tones[index])
                    owed = 0
                }
                owed += widths[index] - text.count + 2
            }
            return line
        }
    }
}

extension String {
    /// The text in lines of at most so many characters, broken at spaces; longer words stay whole.
    func wrapped(at limit: Int) -> [String] {
        guard count > limit else { return [self] }
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ") {
            if line.isEmpty {
                line = String(word)
            } else if line.count + 1 + word.count <= limit {
                line += " \(word)"
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        return lines + [line]
    }
}
