/// A place in a text file: line and column, both counted from 1, columns in Unicode scalars.
package struct SourcePosition: Hashable, Comparable, Sendable, Codable {
    /// The line, from 1.
    package var line: Int
    /// The column, from 1.
    package var column: Int

    /// The first character of a file.
    package static let start = SourcePosition(line: 1, column: 1)

    /// Makes a position from its parts.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Whether `lhs` comes first in the text.
    package static func < (lhs: SourcePosition, rhs: SourcePosition) -> Bool {
        return (lhs.line, lhs.column) < (rhs.line, rhs.column)
    }
}
