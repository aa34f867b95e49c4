import ControlProtocol
import Foundation
import Testing

/// An office set up for a drill: a plug-in that logs what it is handed, and letters of some
/// substance.
extension Office {
    /// Each delivery, attempt, and what it says to whom; one line for each start of the plug-in.
    static let drillLog = "deliveries.log"

    /// Each message carries two reminders where the chair is nobody else than the clerk.
    private static let drillWorkflow = """
        workflow: drill
        version: 1
        title: Letter
        calendar: england-and-wales
        time-zone: Europe/London
        parties: [clerk, chair]
        facts: { due-day: { type: date } }
        states:
          open: { events: { answered: done } }
          done: { final: true }
        deadlines:
          response:
            title: The answer
            due: by due-day
            met-by: answered
            when-missed: { consequence: breach, to: [clerk, chair] }
            remind:
              - when: [15 working days before, 10 working days before, 5 working days before]
                to: [clerk, chair]
              - { when: on the day, to: [clerk, chair], severity: urgent }
              - { when: every 1 week after, at-most: 1, to: [clerk, chair], severity: urgent }
        """

    /// What lies in the store and is worked on by nobody: it has a deadline and waits for its day.
    private static let idleWorkflow = """
        workflow: idle
        version: 1
        title: Letter
        calendar: england-and-wales
        time-zone: Europe/London
        parties: [clerk]
        facts: { due-day: { type: date } }
        states:
          open: { events: { answered: done } }
          done: { final: true }
        deadlines:
          response:
            title: The answer
            due: by due-day
            met-by: answered
            remind: [ { when: on the day, to: clerk } ]
        """

    private static let drillPlugin = """
        printf '%s %s %s|%s|%s|%s|%s\\n' "$SCRUTINY_DELIVERY" "$SCRUTINY_ATTEMPT" "$SCRUTINY_ID" \\
            "$SCRUTINY_KIND" "$SCRUTINY_DUE" "$SCRUTINY_TO" "$SCRUTINY_REASON" \\
            >> $FOLDER/\(drillLog)
        """

    func prepareDrill() throws {
        try write(Self.drillWorkflow, to: "workflows/drill.yaml")
        try write(Self.idleWorkflow, to: "workflows/idle.yaml")
        try write(Self.drillPlugin, to: "log.sh")
        try write(
            """
            workflows: ["$FOLDER/workflows"]
            people:
              support-office: { address: clerk@example.org, parties: [clerk, chair] }
              deputy: { address: deputy@example.org }
            channels:
              log: { exec: [/bin/sh, $FOLDER/log.sh], attempts: 30 }
            routes: { default: [log] }
            """, to: "scrutinyd.yaml")
    }

    /// Opens letters that nobody touches again, by many clients at once.
    func openIdleLetters(_ count: Int, at daemon: RunningDaemon) async throws {
        let clients = 8
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for first in 1...clients {
                let client = try await ControlClient(socket: socket, timeout: .seconds(900))
                tasks.addTask {
                    for number in stride(from: first, through: count, by: clients) {
                        let letter = Clerk.Open(
                            workflow: "idle", id: "idle-\(number)",
                            facts: [.init(name: "due-day", values: ["2028-06-30"])])
                        _ = try await client.call(letter)
                    }
                }
            }
            try await tasks.waitForAll()
        }
    }
}

/// What the plug-in of a drill logged.
struct DrillLog {
    struct Line: Hashable {
        let delivery: String
        let attempt: Int
        /// What it said, about what, to whom.
        let reminder: String
    }

    let lines: [Line]

    init(of office: Office) throws {
        lines = try office.lines(of: Office.drillLog).map { line in
            let parts = line.split(separator: " ", maxSplits: 2)
            try #require(parts.count == 3, "The plug-in's log holds \(line)")
            return Line(
                delivery: String(parts[0]), attempt: try #require(Int(parts[1])),
                reminder: String(parts[2]))
        }
    }

    /// The delivery ids under which each thing was said.
    var deliveriesByReminder: [String: Set<String>] {
        Dictionary(grouping: lines, by: \.reminder).mapValues { Set($0.map(\.delivery)) }
    }
}
