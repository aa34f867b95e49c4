extension Manager {
    /// What is wrong with a file.
    package struct Diagnostic: WireValue {
        /// The file's path.
        package var file: String
        /// The line; 1 is the first.
        package var line: Int?
        /// The column; 1 is the first.
        package var column: Int?
        /// error or warning.
        package var severity: String
        /// The text in question.
        package var text: String?
        /// What is wrong with it.
        package var reason: String
        /// What to do.
        package var remedy: String

        /// A value of its parts.
        package init(
            file: String, line: Int? = nil, column: Int? = nil, severity: String,
            text: String? = nil, reason: String, remedy: String
        ) {
            self.file = file
            self.line = line
            self.column = column
            self.severity = severity
            self.text = text
            self.reason = reason
            self.remedy = remedy
        }
    }

    /// Reads configuration, definitions and calendars as a reload would, and changes
    /// nothing.
    package struct Check: ControlMethod {
        package static let method = "org.scrutinyd.Manager.Check"

        /// A call.
        package init() {}

        /// What it answers.
        package struct Reply: WireValue {
            /// What is wrong with the files.
            package var diagnostics: [Diagnostic]

            /// A reply of its parts.
            package init(diagnostics: [Diagnostic]) {
                self.diagnostics = diagnostics
            }
        }
    }

    /// Reads configuration, definitions and calendars anew. On any error the old ones stay.
    package struct Reload: ControlMethod {
        package static let method = "org.scrutinyd.Manager.Reload"

        /// A call.
        package init() {}

        /// What it answers.
        package struct Reply: WireValue {
            /// What changed, a line each.
            package var changes: [String]
            /// Warnings.
            package var diagnostics: [Diagnostic]

            /// A reply of its parts.
            package init(changes: [String], diagnostics: [Diagnostic]) {
                self.changes = changes
                self.diagnostics = diagnostics
            }
        }
    }
}
