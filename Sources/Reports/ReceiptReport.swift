package import ControlProtocol

/// What a command made of a scrutiny.
package struct ReceiptReport: Report {
    private let receipt: Clerk.Receipt
    private let isDryRun: Bool

    /// A report of the daemon's receipt.
    package init(_ receipt: Clerk.Receipt, isDryRun: Bool = false) {
        self.receipt = receipt
        self.isDryRun = isDryRun
    }

    package func write(on sheet: inout Sheet) {
        if isDryRun {
            sheet.line("\(receipt.id): nothing was changed. It would be so:")
            for line in receipt.lines { sheet.line("- \(line)", indent: 2) }
            return
        }
        guard let sequence = receipt.sequence else {
            return sheet.line("\(receipt.id): nothing changed")
        }
        let states = receipt.states.joined(separator: ", ")
        sheet.line(
            "\(receipt.id): history entry \(sequence)\(states.isEmpty ? "" : ", in \(states)")")
        for line in receipt.lines { sheet.line("- \(line)", indent: 2) }
    }
}
