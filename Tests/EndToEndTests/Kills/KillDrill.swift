import ControlProtocol
import Engine
import Foundation
import Testing

/// Lets an office work on while its daemon is killed again and again, and looks each time whether
/// anything was lost or done twice.
///
/// The daemon is the real one with its socket, its store and an exec plug-in; its clock is a
/// virtual one, so that years of reminders fall due in minutes and a run that is never killed can
/// be held against it. Start-up is measured by the real clock.
final class KillDrill {
    let office: Office
    let size: DrillSize
    let book: DrillBook
    private(set) var report: DrillReport

    /// How many weeks pass before the first kill, so that there are reminders to lose.
    private static let quietWeeks = 3

    init(office: Office, size: DrillSize) throws {
        self.office = office
        self.size = size
        book = DrillBook(try DrillStory(seed: size.seed))
        report = DrillReport(size: size)
    }

    /// Runs all of it. What is found wrong is recorded as an issue.
    func run() async throws {
        try office.prepareDrill()
        let quiet = try await office.start(DrillBook.clock).awaitedPatiently
        try await office.openIdleLetters(size.idle, at: quiet)
        say("opened \(size.idle) letters that lie there; seed \(size.seed)")
        try await book.work(with: quiet, in: office, through: Self.quietWeeks)
        await quiet.kill()
        for (number, kill) in PlannedKill.all(of: size).enumerated() {
            try await die(by: kill)
            if number % 10 == 9 { say("\(number + 1) kills, week \(book.week)") }
        }
        try #require(book.week < DrillStory.lastWeek, "The story outlives its calendar.")
        book.story.openingWeeks = book.week + 1
        let last = try await office.start(DrillBook.clock).awaitedPatiently
        try await expectWhole(last)
        try await book.work(
            with: last, in: office, through: book.week + DrillStory.longestLife)
        try await expectWhole(last)
        #expect(await last.stop() == 0)
    }

    /// Starts a daemon, works with it until it dies as planned.
    private func die(by kill: PlannedKill) async throws {
        let life = try office.begin(kill)
        do {
            let daemon = try await office.meet(life, report: &report)
            try await expectWhole(daemon)
            life.beginWork()
            try await book.work(with: daemon, in: office, through: .max)
        } catch let error as DrillBook.DaemonGone {
            let status = try await life.end()
            #expect(status == -SIGKILL, "It ended by \(status), not by \(kill): \(error)")
            report.kills[kill.kind, default: 0] += 1
        }
    }

    private func expectWhole(_ daemon: RunningDaemon) async throws {
        let findings = try await DrillBook.calling { try await daemon.findings() }
        #expect(findings.isEmpty)
        report.verifications += 1
    }

    /// The figures with what came of it.
    func report(_ outcome: DrillOutcome) -> DrillReport {
        report.counts = book.requests.counts
        report.outcome = outcome
        return report
    }

    private func say(_ line: String) {
        if size.tellsProgress { FileHandle.standardError.write(Data("drill: \(line)\n".utf8)) }
    }
}
