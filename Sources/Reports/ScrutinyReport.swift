package import ControlProtocol

/// Everything about one scrutiny, section by section; what is empty is left out.
package struct ScrutinyReport: Report {
    private let reply: Register.Show.Reply

    /// A report of what the daemon showed.
    package init(_ reply: Register.Show.Reply) {
        self.reply = reply
    }

    package func write(on sheet: inout Sheet) {
        writeHead(on: &sheet)
        writeFacts(on: &sheet)
        for kind in kinds { writeItems(of: kind, on: &sheet) }
        writeDeadlines(on: &sheet)
        writeOccurrences(on: &sheet)
        writeTies(on: &sheet)
        writeFindings(on: &sheet)
        writeAccepted(on: &sheet)
    }

    private func writeHead(on sheet: inout Sheet) {
        let summary = reply.summary
        sheet.heading("\(summary.id): \(summary.title)")
        let year = summary.year.map { ", \($0)" } ?? ""
        sheet.line(
            "\(summary.workflow), version \(summary.version)\(year), opened "
                + "\(ReportDay.text(of: summary.openedOn)), history entry \(summary.sequence)")
        if let reason = summary.withdrawn { sheet.line("Withdrawn: \(reason)") }
        let label = summary.final ? "Ended in" : "State"
        for state in summary.states { sheet.line("\(label): \(state)") }
    }

    private func writeFacts(on sheet: inout Sheet) {
        guard !reply.facts.isEmpty else { return }
        sheet.heading("Facts")
        var table = TextTable(["fact", TextTable.Column("value", width: 72)])
        for fact in reply.facts {
            // Of a list each value has a line of its own.
            for (index, value) in fact.texts.enumerated() {
                table.add([index == 0 ? "\(fact.name)" : "", "\(value)"])
            }
        }
        sheet.table(table, indent: 2)
    }

    private var kinds: [String] {
        var kinds: [String] = []
        for item in reply.items where !kinds.contains(item.kind) { kinds.append(item.kind) }
        return kinds
    }

    private func writeItems(of kind: String, on sheet: inout Sheet) {
        let items = reply.items.filter { $0.kind == kind }
        var names: [String] = []
        for fact in items.flatMap(\.facts) where !names.contains(fact.name) {
            names.append(fact.name)
        }
        sheet.heading("Items: \(kind) (\(items.count))")
        var table = TextTable(
            ["key", "state"] + names.map { TextTable.Column($0, width: 40) })
        for item in items {
            let facts = names.map { name in
                TextTable.Cell(item.facts.first { $0.name == name }?.text ?? "–")
            }
            table.add(["\(item.key)", "\(item.states.joined(separator: ", "))"] + facts)
        }
        sheet.table(table, indent: 2)
    }

    private func writeDeadlines(on sheet: inout Sheet) {
        guard !reply.deadlines.isEmpty else { return }
        sheet.heading("Deadlines")
        var table = TextTable([
            "deadline", "status", "due", "", TextTable.Column("notes", width: 48),
        ])
        for deadline in reply.deadlines {
            table.add([
                "\(deadline.name)", deadline.statusCell, "\(deadline.dueText)",
                "\(deadline.relative(to: reply.today))", "\(deadline.notes)",
            ])
        }
        sheet.table(table, indent: 2)
    }

    private func writeOccurrences(on sheet: inout Sheet) {
        guard !reply.occurrences.isEmpty else { return }
        sheet.heading("What happened")
        var table = TextTable(["occurred", "event", "item", "entry"])
        for occurrence in reply.occurrences {
            let day = occurrence.date.map(ReportDay.text(of:)) ?? "day not known"
            let time = occurrence.time.map { " \($0)" } ?? ""
            table.add([
                "\(day)\(time)", "\(occurrence.event)", "\(occurrence.item ?? "")",
                "\(occurrence.sequence)",
            ])
        }
        sheet.table(table, indent: 2)
    }

    private func writeTies(on sheet: inout Sheet) {
        if !reply.links.isEmpty {
            sheet.heading("Linked")
            sheet.fields(
                reply.links.map { link in
                    (link.fact, "\(link.id) (\(link.title ?? "not there yet"))")
                }, indent: 2)
        }
        if !reply.assignments.isEmpty {
            sheet.heading("Who acts")
            sheet.fields(reply.assignments.map { ($0.party, $0.person) }, indent: 2)
        }
    }

    private func writeFindings(on sheet: inout Sheet) {
        guard !reply.findings.isEmpty else { return }
        sheet.heading("What is missing")
        var table = TextTable(["about", "item", TextTable.Column("finding", width: 72)])
        for finding in reply.findings {
            table.add([
                TextTable.Cell(finding.kind, .warning), "\(finding.item ?? "")",
                "\(finding.text)",
            ])
        }
        sheet.table(table, indent: 2)
    }

    private func writeAccepted(on sheet: inout Sheet) {
        guard !reply.summary.final else { return }
        sheet.heading("Can be recorded now")
        sheet.line(
            reply.accepted.isEmpty ? "nothing" : reply.accepted.joined(separator: ", "), indent: 2)
    }
}
