package import ControlProtocol

/// The daemon's time.
package struct ClockReport: Report {
    private let clock: Manager.Clock

    /// A report of its clock.
    package init(_ clock: Manager.Clock) {
        self.clock = clock
    }

    package func write(on sheet: inout Sheet) {
        sheet.fields([
            ("Now", "\(ReportDay.text(ofMoment: clock.now)) (\(clock.timeZone))"),
            ("Clock", clock.kind == "held" ? "held: timers stand still" : clock.kind),
            ("Why", clock.reason),
            ("Accepted", clock.accepted),
            ("Next", clock.nextWake.map(ReportDay.text(ofMoment:)) ?? "nothing is planned"),
        ])
        if clock.kind == "held" {
            sheet.line("Once the system's time is right: scrutinyctl clock accept", .warning)
        }
    }
}

/// What moving a virtual clock on brought.
package struct AdvanceReport: Report {
    private let reply: Manager.ClockAdvance.Reply

    /// A report of what the daemon answered.
    package init(_ reply: Manager.ClockAdvance.Reply) {
        self.reply = reply
    }

    package func write(on sheet: inout Sheet) {
        sheet.line(
            "\(ReportDay.text(ofMoment: reply.clock.now)): "
                + "\(reply.fired.counted("moment", "moments")) came due, "
                + "\(reply.delivered.counted("message", "messages")) handed over")
        let next = reply.clock.nextWake.map(ReportDay.text(ofMoment:)) ?? "nothing is planned"
        sheet.line("next: \(next)")
    }
}
