import Foundation
import Testing

@Suite("Bad counts and calendars", .timeLimit(.minutes(2)))
struct BadCountTests {
    @Test(
        "A day or a count that cannot be is refused with what to do, at once",
        arguments: [
            ("by 30 February in y", "February ends on the 29th"),
            ("by 30 February", "February ends on the 29th"),
            ("5 days after 2018-02-30", "2018-02-30"), ("5 days after 0000-01-01", "0000-01-01"),
            ("5 days after 10000-01-01", "10000-01-01"), ("0 days after 2018-01-01", "1"),
            ("-5 working days after 2018-01-01", "-5"),
            ("1000000 working days after 2018-01-01", "at most 99999"),
            ("99999 months after 2018-01-01", "outside the years 1 to 9999"),
            ("99999 weeks before 0018-01-01", "outside the years 1 to 9999"),
            ("1 year after 9999-06-01", "outside the years 1 to 9999"),
        ])
    func counts(_ phrase: String, _ named: String) async throws {
        try await Office.run { office in
            let run = try await office.ctl(
                "deadline", "compute", "--workflows",
                office.folder.appending(path: "workflows").path, "--", phrase)
            #expect(run.status != 0)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains(named), "\(run.errors)")
        }
    }

    @Test("A calendar in which no day works is an error and no endless search")
    func noDayWorks() async throws {
        try await Office.run { office in
            let days = (1...12).flatMap { month in
                (1...28).map { String(format: "%02d-%02d", month, $0) }
            }
            let ends = ["01-29", "01-30", "01-31", "03-29", "03-30", "03-31", "04-29", "04-30"]
            let more = ["05-29", "05-30", "05-31", "06-29", "06-30", "07-29", "07-30", "07-31"]
            let rest = [
                "08-29", "08-30", "08-31", "09-29", "09-30", "10-29", "10-30", "10-31", "11-29",
                "11-30", "12-29", "12-30", "12-31",
            ]
            let lines = ["2018", "2019"].flatMap { year in
                (days + ends + more + rest).map {
                    "  - { date: \(year)-\($0), title: Closed }"
                }
            }
            try office.write(
                """
                calendar: closed
                version: "1"
                coverage: { from: 2018-01-01, to: 2019-12-31 }
                holidays:
                \(lines.sorted().joined(separator: "\n"))
                """, to: "workflows/calendars/closed.yaml")
            let folder = office.folder.appending(path: "workflows").path
            for phrase in ["5 working days after 2018-06-01", "5 clear days before 2019-06-01"] {
                let run = try await office.ctl(
                    "deadline", "compute", phrase, "--calendar", "closed", "--workflows", folder)
                #expect(run.status != 0)
                #expect(run.errors.contains("no working day for more than a year"), "\(run.errors)")
            }
        }
    }

    @Test("Deadlines that count from one another are refused")
    func circular() async throws {
        try await Office.run { office in
            try office.write(
                """
                workflow: circle
                version: 1
                parties: [clerk]
                states: { open: { events: { done: closed } }, closed: { final: true } }
                deadlines:
                  first: { due: 1 working day after second }
                  second: { due: 1 working day after third }
                  third: { due: 1 working day after first }
                """, to: "workflows/circle.yaml")
            let run = try await office.ctl(
                "workflow", "check", office.folder.appending(path: "workflows/circle.yaml").path)
            #expect(run.status == 6)
            #expect(run.output.contains("first") && run.output.contains("circle"), "\(run.output)")
        }
    }
}
