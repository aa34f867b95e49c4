package import ControlProtocol

/// How the daemon is.
package struct StatusReport: Report {
    private let status: Register.Status.Reply

    /// A report of what the daemon says of itself.
    package init(_ status: Register.Status.Reply) {
        self.status = status
    }

    package func write(on sheet: inout Sheet) {
        sheet.fields([
            ("scrutinyd", status.version),
            ("Now", "\(ReportDay.text(ofMoment: status.now)) (\(status.timeZone))"),
            ("Clock", status.clock == "held" ? "held: timers stand still" : status.clock),
            (
                "Scrutinies",
                "\(status.scrutinies), \(status.open) open, "
                    + status.overdue.counted("overdue deadline", "overdue deadlines")
            ),
            ("Next", status.nextWake.map(ReportDay.text(ofMoment:)) ?? "nothing is planned"),
            (
                "Messages",
                "\(status.pendingDeliveries) waiting, "
                    + status.deadLetters.counted("dead letter", "dead letters")
            ),
            ("History", "entry \(status.historyPosition), head \(status.historyHead)"),
        ])
        if !status.workflows.isEmpty {
            sheet.heading("Workflows")
            var table = TextTable(["name", "version", "title", "hash"])
            for workflow in status.workflows {
                table.add([
                    "\(workflow.name)", "\(workflow.version)", "\(workflow.title)",
                    "\(workflow.hash.prefix(12))",
                ])
            }
            sheet.table(table, indent: 2)
        }
        if !status.problems.isEmpty {
            sheet.heading("To look at")
            for problem in status.problems { sheet.line("- \(problem)", .warning, indent: 2) }
        }
    }
}
