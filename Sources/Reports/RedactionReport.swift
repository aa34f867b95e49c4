package import ControlProtocol

/// What was taken out of a history entry, or would be.
package struct RedactionReport: Report {
    private let reply: Manager.Redact.Reply
    private let isDryRun: Bool

    /// A report of what the daemon answered.
    package init(_ reply: Manager.Redact.Reply, isDryRun: Bool) {
        self.reply = reply
        self.isDryRun = isDryRun
    }

    package func write(on sheet: inout Sheet) {
        if isDryRun {
            let texts = reply.texts.count.counted("text", "texts")
            sheet.line("\(texts) would be taken out; nothing was changed:")
            for text in reply.texts { sheet.paragraph("- \(text)", indent: 2) }
        } else if let sequence = reply.sequence {
            sheet.line("Redacted; entry \(sequence) tells of it.", .good)
        } else {
            sheet.line("Nothing was changed.")
        }
        for remark in reply.remarks { sheet.line("- \(remark)", .warning) }
    }
}
