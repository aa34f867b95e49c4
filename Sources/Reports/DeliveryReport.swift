package import ControlProtocol

/// The messages, a line each.
package struct DeliveryList: Report {
    private let deliveries: [Register.Delivery]

    /// A list of these.
    package init(_ deliveries: [Register.Delivery]) {
        self.deliveries = deliveries
    }

    package func write(on sheet: inout Sheet) {
        guard !deliveries.isEmpty else { return sheet.line("No message is like that.") }
        var table = TextTable([
            "message", "created", "status", "channel", "to", "severity",
            TextTable.Column("subject", width: 48),
        ])
        for delivery in deliveries {
            table.add([
                "\(delivery.id)", "\(ReportDay.text(ofMoment: delivery.createdAt))",
                delivery.statusCell, "\(delivery.channel)", "\(delivery.to)",
                "\(delivery.severity)", "\(delivery.subject)",
            ])
        }
        sheet.table(table)
        sheet.line("")
        let dead = deliveries.filter { $0.status == "dead" }.count
        sheet.line(
            deliveries.count.counted("message", "messages")
                + (dead > 0
                    ? ", \(dead.counted("dead letter", "dead letters")): "
                        + "scrutinyctl notify retry MESSAGE tries again" : ""))
    }
}

/// One message with its text.
package struct DeliveryReport: Report {
    private let delivery: Register.Delivery

    /// A report of it.
    package init(_ delivery: Register.Delivery) {
        self.delivery = delivery
    }

    package func write(on sheet: inout Sheet) {
        let address = delivery.address.isEmpty ? "" : " <\(delivery.address)>"
        sheet.fields([
            ("Message", delivery.id),
            ("To", delivery.to + address),
            ("Channel", delivery.channel),
            ("About", "\(delivery.scrutiny) \(delivery.deadline)"),
            ("Kind", "\(delivery.kind), \(delivery.severity)"),
            ("Status", delivery.statusCell.text),
            ("Created", ReportDay.text(ofMoment: delivery.createdAt)),
            ("Next attempt", delivery.nextAttemptAt.map(ReportDay.text(ofMoment:))),
            ("Reference", delivery.reference),
            ("Last error", delivery.lastError),
            ("Subject", delivery.subject),
        ])
        for reminder in delivery.reminders { sheet.line("- \(reminder)", indent: 2) }
        if let text = delivery.text {
            sheet.line("")
            sheet.paragraph(text)
        }
    }
}

extension Register.Delivery {
    /// Whether it arrived, after how many attempts.
    var statusCell: TextTable.Cell {
        let tries = attempts > 1 ? ", \(attempts) attempts" : ""
        return switch status {
        case "dead": TextTable.Cell("dead letter\(tries)", .bad)
        case "delivered": TextTable.Cell("delivered\(tries)", .good)
        default: TextTable.Cell("\(status)\(tries)")
        }
    }
}
