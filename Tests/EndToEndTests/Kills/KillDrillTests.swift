import Foundation
import Testing

@Suite("Killed at any point", .timeLimit(.minutes(DrillSize.wanted.minutes)))
struct KillDrillTests {
    @Test("Nothing answered is lost, nothing is done twice, every reminder has one delivery id")
    func drill() async throws {
        let size = DrillSize.wanted
        say("the kill drill has the seed \(size.seed)")
        var report: DrillReport?
        try await Office.run { office in
            let drill = try KillDrill(office: office, size: size)
            try await drill.run()
            let killed = try await DrillRemains.read(office)
            let log = try DrillLog(of: office)
            try await Office.run { other in
                try await drill.book.repeatUnharmed(in: other)
                let whole = try await DrillRemains.read(other)
                report = drill.report(.check(killed, against: whole, log: log))
            }
        }
        let table = try #require(report?.table)
        if size.tellsProgress { say(table) }
    }

    private func say(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
}
