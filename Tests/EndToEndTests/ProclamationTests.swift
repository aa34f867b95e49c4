import ControlProtocol
import Foundation
import Testing

/// September 2022 as it went: on the 10th it is proclaimed that the 19th is a holiday.
@Suite("A holiday proclaimed nine days before", .timeLimit(.minutes(2)))
struct ProclamationTests {
    private static let request = """
        workflow: information-request
        version: 1
        title: Information request
        calendar: united-kingdom
        time-zone: Europe/London
        parties: [clerk]
        law: { foi-10: { cite: "Freedom of Information Act 2000, section 10" } }
        facts: { received: { type: date } }
        states: { open: { events: { answer-sent: closed } }, closed: { final: true } }
        deadlines:
          answer:
            title: Answer
            due: 20 working days after received
            law: foi-10
            met-by: answer-sent
            when-missed: { consequence: breach, to: clerk }
            remind: [ { when: on the day, to: clerk } ]
        """

    private static let meeting = """
        workflow: meeting
        version: 1
        title: Meeting
        calendar: england-and-wales
        time-zone: Europe/London
        parties: [clerk]
        law: { lga-100b: { cite: "Local Government Act 1972, section 100B(3)" } }
        facts: { starts: { type: date-time } }
        states: { planned: { events: { agenda-published: held } }, held: { final: true } }
        deadlines:
          agenda:
            title: Agenda published
            due: 5 clear days before starts
            law: lga-100b
            met-by: agenda-published
            when-missed: { consequence: item-cannot-be-taken, to: clerk }
            remind: [ { when: on the day, to: clerk } ]
        """

    /// Takes the funeral out of the calendars, which are those of version 2022-1 then.
    private static func forgetFuneral(in office: Office) throws {
        let folder = office.folder.appending(path: "workflows/calendars")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.contains("date: 2022-09-19") }
                .map { $0.hasPrefix("version:") ? "version: \"2022-1\"" : $0 }
            try office.write(lines.joined(separator: "\n"), to: "workflows/calendars/\(name)")
        }
    }

    /// gov.uk's file as it was on the 10th: the year's days of each division, and the 19th.
    private static func published(_ daemon: RunningDaemon) async throws -> String {
        let divisions = try await ["england-and-wales", "scotland", "northern-ireland"]
            .asyncMap { name in
                let held = try await daemon.call(Register.Holidays(calendar: name, year: 2022))
                let days = held.holidays.map { ($0.date, $0.title) } + [("2022-09-19", funeral)]
                let events = days.map {
                    #"{"title": "\#($1)", "date": "\#($0)", "notes": "", "bunting": false}"#
                }
                return #""\#(name)": {"division": "\#(name)", "events": ["#
                    + events.joined(separator: ", ") + "]}"
            }
        return "{" + divisions.joined(separator: ",\n") + "}"
    }

    private static let funeral = "Bank Holiday for the State Funeral of Queen Elizabeth II"

    private static func open(
        _ daemon: RunningDaemon, _ workflow: String, _ id: String, _ fact: String, _ day: String
    ) async throws {
        _ = try await daemon.call(
            Clerk.Open(workflow: workflow, id: id, facts: [.init(name: fact, values: [day])]))
    }

    private static func standing(
        _ daemon: RunningDaemon, _ id: String
    ) async throws -> [String] {
        try await daemon.call(Register.Show(id: id)).deadlines.map {
            "\($0.name) \($0.status) \($0.due ?? "")"
        }
    }

    @Test("Open deadlines follow it, met and missed ones stay, and everybody is told once")
    func september() async throws {
        try await Office.run { office in
            try Self.forgetFuneral(in: office)
            try office.write(Self.request, to: "workflows/information-request.yaml")
            try office.write(Self.meeting, to: "workflows/meeting.yaml")
            let daemon = try await office.start(["--virtual-clock", "2022-08-08T10:00"])
            try await Self.open(daemon, "information-request", "missed", "received", "2022-08-08")
            try await Self.open(daemon, "information-request", "met", "received", "2022-08-08")
            try await daemon.advance(to: "2022-08-30T10:00")
            try await Self.open(daemon, "information-request", "open", "received", "2022-08-30")
            try await Self.open(daemon, "information-request", "early", "received", "2022-08-30")
            try await Self.open(daemon, "meeting", "panel", "starts", "2022-09-23T10:00")
            for id in ["met", "early"] {
                _ = try await daemon.call(
                    Clerk.Record(parts: [id], event: "answer-sent", facts: []))
            }
            try await daemon.advance(to: "2022-09-10T11:00")
            let past = ["missed", "met", "early"]
            let before = try await past.asyncMap { try await Self.standing(daemon, $0) }
            #expect(
                before == [
                    ["answer missed 2022-09-06"], ["answer met 2022-09-06"],
                    ["answer met 2022-09-27"],
                ])
            let sent = try await daemon.deliveries().count

            let text = try await Self.published(daemon)
            try office.write(text, to: "bank-holidays.json")
            let file = office.folder.appending(path: "bank-holidays.json").path
            let foreseen = try await office.ctl("calendar", "import", file, "--dry-run")
            #expect(foreseen.status == 0, "\(foreseen.errors)")
            #expect(foreseen.output.contains("Mon 19 Sep 2022"))
            #expect(foreseen.output.contains("Wed 28 Sep 2022"))
            #expect(try await Self.standing(daemon, "open") == ["answer running 2022-09-27"])

            let words = ["calendar", "import", file, "--request", "proclaimed"]
            for _ in 0..<2 {
                let imported = try await office.ctl(words)
                #expect(imported.status == 0, "\(imported.errors)")
                #expect(imported.output.contains("Imported."))
            }
            let again = try await office.ctl("calendar", "import", file)
            #expect(again.output.contains("Nothing changes"))
            #expect(office.log.contains("State Funeral of Queen Elizabeth II, Mon 19 Sep 2022"))

            #expect(try await Self.standing(daemon, "open") == ["answer running 2022-09-28"])
            #expect(try await Self.standing(daemon, "panel") == ["agenda running 2022-09-14"])
            #expect(try await past.asyncMap { try await Self.standing(daemon, $0) } == before)
            let history = try await daemon.call(Register.History(id: "panel")).entries
            #expect(
                history.last?.summary
                    == "calendar england-and-wales 2022-2: \(Self.funeral), Mon 19 Sep 2022, added")

            try await daemon.advance(to: "2022-09-13T12:00")
            let told = try await daemon.deliveries().dropFirst(sent)
            #expect(
                told.map { "\($0.scrutiny) \($0.kind)" }.sorted() == [
                    "open changed", "panel changed",
                ])
            #expect(told.allSatisfy { $0.status == "delivered" })
            #expect(try await daemon.findings().isEmpty)
            #expect(await daemon.stop() == 0)
            try await Self.survives(in: office, past: before)
        }
    }

    /// What was imported outlives the daemon, and newer files beside it.
    private static func survives(in office: Office, past: [[String]]) async throws {
        let folder = office.folder.appending(path: "workflows/calendars")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            try office.write(
                text.replacing("version: \"2022-1\"", with: "version: \"2023-1\""),
                to: "workflows/calendars/\(name)")
        }
        let daemon = try await office.start(["--virtual-clock", "2022-08-08T10:00"])
        let calendar = try await daemon.call(Register.Holidays(calendar: "england-and-wales"))
        #expect(calendar.calendar.version == "2023-1 with 2022-2")
        #expect(calendar.calendar.imports.map(\.source) == ["bank-holidays.json"])
        #expect(calendar.calendar.imports.first?.hash.count == 64)
        #expect(calendar.holidays.contains { $0.date == "2022-09-19" })
        let listed = try await office.ctl("calendar", "list")
        #expect(listed.output.contains("bank-holidays.json, sha256 "), "\(listed.output)")
        let shown = try await office.ctl("calendar", "show", "scotland", "--year", "2022")
        #expect(shown.output.contains("Mon 19 Sep 2022"))
        #expect(try await standing(daemon, "panel") == ["agenda running 2022-09-14"])
        #expect(
            try await ["missed", "met", "early"].asyncMap { try await standing(daemon, $0) } == past
        )
        #expect(try await daemon.findings().isEmpty)
        #expect(await daemon.stop() == 0)
    }

    @Test("A calendar that changed while the daemon was down is followed at the start")
    func whileDown() async throws {
        try await Office.run { office in
            try Self.forgetFuneral(in: office)
            try office.write(Self.meeting, to: "workflows/meeting.yaml")
            let daemon = try await office.start(["--virtual-clock", "2022-09-08T10:00"])
            try await Self.open(daemon, "meeting", "panel", "starts", "2022-09-23T10:00")
            let file = office.folder.appending(path: "workflows/calendars/england-and-wales.yaml")
            let text = try String(contentsOf: file, encoding: .utf8)
            let unversioned =
                text + "  - { date: 2022-09-19, title: \"\(Self.funeral)\" }\n"
            try office.write(unversioned, to: "workflows/calendars/england-and-wales.yaml")
            let refused = try await office.ctl("reload")
            #expect(refused.status == 6)
            #expect(refused.errors.contains("give it another version"), "\(refused.errors)")
            #expect(await daemon.stop() == 0)

            try office.write(
                unversioned.replacing("\"2022-1\"", with: "\"2022-2\""),
                to: "workflows/calendars/england-and-wales.yaml")
            let again = try await office.start(["--virtual-clock", "2022-09-08T10:00"])
            #expect(try await Self.standing(again, "panel") == ["agenda running 2022-09-14"])
            #expect(office.log.contains("Mon 19 Sep 2022, added"))
            #expect(await again.stop() == 0)
        }
    }

    @Test("A file that cannot be meant is refused with 6, and changes nothing")
    func refused() async throws {
        try await Office.run { office in
            let daemon = try await office.start()
            try office.write(
                "{\"england-and-wales\": {\"division\": \"england-and-wales\", \"events\": []}}",
                to: "empty.json")
            try office.write("<html><p>Not found</p></html>", to: "page.json")
            try office.write(String(repeating: "garbage ", count: 6_553_600), to: "large.json")
            let before = try await daemon.call(Register.Calendars())
            for (name, reason) in [
                ("empty", "is empty"), ("page", "no list of holidays"), ("large", "larger than"),
            ] {
                let file = office.folder.appending(path: "\(name).json").path
                let run = try await office.ctl("calendar", "import", file)
                #expect(run.status == 6)
                #expect(run.errors.contains(reason), "\(run.errors)")
            }
            #expect(try await daemon.call(Register.Calendars()) == before)
            #expect(await daemon.stop() == 0)
        }
    }

    @Test("Calendars that end within a year are told by the check and by the status")
    func endsSoon() async throws {
        try await Office.run { office in
            let folder = office.folder.appending(path: "workflows").path
            let daemon = try await office.start(["--virtual-clock", "2028-01-10T10:00"])
            let problems = try await daemon.call(Register.Status()).problems
            #expect(
                problems.contains { $0.contains("The calendar scotland ends with Sun 31 Dec 2028") }
            )
            #expect(try await office.ctl("calendar", "check").status == 6)
            #expect(await daemon.stop() == 0)
            let text = try String(
                contentsOfFile: "\(folder)/calendars/scotland.yaml", encoding: .utf8)
            try office.write(
                text.replacing("2028-12-31", with: "2024-12-31"),
                to: "workflows/calendars/scotland.yaml")
            let run = try await office.ctl("calendar", "check", "--workflows", folder)
            #expect(run.status == 6)
            #expect(run.output.contains("The calendar scotland ended with Tue 31 Dec 2024"))
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(
        _ transform: (Element) async throws -> Result
    ) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
