package import ControlProtocol

/// What a command made of a scrutiny.
package struct ReceiptReport: Report {
    private let receipt: Clerk.Receipt

    /// A report of the daemon's receipt.
    package init(_ receipt: Clerk.Receipt) {
        self.receipt = receipt
    }

    package func write(on sheet: inout Sheet) {
        guard let sequence = receipt.sequence else {
            return sheet.line("\(receipt.id): nothing changed")
        }
        let states = receipt.states.joined(separator: ", ")
        sheet.line(
            "\(receipt.id): history entry \(sequence)\(states.isEmpty ? "" : ", in \(states)")")
        for line in receipt.lines { sheet.line("- \(line)", indent: 2) }
    }
}
