package import ControlProtocol

/// What is wrong with the files.
package struct FilesReport: Report {
    private let diagnostics: [Manager.Diagnostic]
    private let changes: [String]

    /// A report of a check.
    package init(_ diagnostics: [Manager.Diagnostic]) {
        self.diagnostics = diagnostics
        changes = []
    }

    /// A report of a reload.
    package init(_ reply: Manager.Reload.Reply) {
        diagnostics = reply.diagnostics
        changes = reply.changes.isEmpty ? ["nothing changed"] : reply.changes
    }

    package func write(on sheet: inout Sheet) {
        for change in changes { sheet.line(change) }
        for diagnostic in diagnostics {
            sheet.line("\(diagnostic)", diagnostic.severity == "error" ? .bad : .warning)
        }
        guard changes.isEmpty || !diagnostics.isEmpty else { return }
        let errors = diagnostics.filter { $0.severity == "error" }.count
        let warnings = diagnostics.count - errors
        sheet.line(
            "\(errors.counted("error", "errors")), \(warnings.counted("warning", "warnings"))")
    }
}

/// Whether the history is whole.
package struct VerificationReport: Report {
    private let reply: Manager.Verify.Reply

    /// A report of what the daemon found.
    package init(_ reply: Manager.Verify.Reply) {
        self.reply = reply
    }

    package func write(on sheet: inout Sheet) {
        sheet.line("\(reply.entries.counted("entry", "entries")), head \(reply.head)")
        if reply.findings.isEmpty {
            sheet.line("The history is whole.", .good)
        }
        for finding in reply.findings { sheet.line("- \(finding)", .bad) }
    }
}
