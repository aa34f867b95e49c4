import ControlProtocol
import Foundation
import Testing
import Varlink

/// Stores that the real daemon must not go on with, or not begin with.
@Suite("A store that cannot be used", .timeLimit(.minutes(2)))
struct UnusableStoreTests {
    @Test("A damaged page that is met ends it with a status of its own, and says what to do")
    func damagedPage() async throws {
        try await Office.run { office in
            let daemon = try await office.start()
            for number in 1...60 { try await daemon.openLetter("letter-\(number)") }
            #expect(await daemon.stop() == 0)
            let running = try await office.start()
            try Self.damage(office.folder.appending(path: "state/scrutinyd.db"))
            let error = await #expect(throws: ControlError.self) {
                _ = try await running.call(Register.List())
                _ = try await running.findings()
            }
            guard case .storeFailed(let message, let remedy) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(message.hasPrefix("corrupt"), "\(message)")
            #expect(remedy.contains("restore the last backup"), "\(remedy)")
            #expect(await running.process.end() == 7)
            #expect(office.log.contains("The daemon ends."))
            // At the start, where it is met there: by whatever reads the page.
            let again = try office.launch()
            if let client = try? await ControlClient(socket: office.socket, timeout: .seconds(20)) {
                _ = try? await client.call(Register.List())
                _ = try? await client.call(Manager.Verify())
            }
            #expect(await again.end() == 7)
        }
    }

    @Test("A reload whose days cannot be recorded keeps the old files, and is made whole later")
    func reload() async throws {
        try await Office.run { office in
            let rig = try FaultRig(in: office.folder)
            let daemon = try await office.start(environment: rig.environment)
            try await daemon.openLetter()
            let name = "workflows/calendars/england-and-wales.yaml"
            let calendar = office.lines(of: name).joined(separator: "\n")
            try office.write(
                calendar.replacing("version: \"2026-2\"", with: "version: \"2026-3\""), to: name)
            rig.turn(.writeError, to: EROFS)
            let error = await #expect(throws: ControlError.self) {
                try await daemon.call(Manager.Reload())
            }
            #expect(error?.exitStatus == .failed)
            rig.turn(.writeError, to: 0)
            let reply = try await daemon.call(Manager.Reload())
            #expect(reply.changes.contains("calendar england-and-wales version 2026-3"))
            #expect(await daemon.stop() == 0)
        }
    }

    /// Overwrites the middle of a database: everything but its first tenth.
    private static func damage(_ file: URL) throws {
        let handle = try FileHandle(forWritingTo: file)
        let size = try handle.seekToEnd()
        let first = max(4_096, size / 10 / 4_096 * 4_096)
        try handle.seek(toOffset: first)
        try handle.write(contentsOf: Data(repeating: 0xAA, count: Int(size - first)))
        try handle.close()
    }

    @Test("A store of a newer version, and a lock that cannot be made, are refused with the remedy")
    func refusedAtStart() async throws {
        try await Office.run { office in
            try office.makeFolder("state/store.lock")
            #expect(await (try office.launch()).end() == 1)
            #expect(office.log.contains("store.lock: Is a directory"), "\(office.log)")
            rmdir(office.folder.appending(path: "state/store.lock").path)

            let daemon = try await office.start()
            try await daemon.openLetter()
            #expect(await daemon.stop() == 0)
            let file = try FileHandle(
                forUpdating: office.folder.appending(path: "state/scrutinyd.db"))
            // The user version stands at 60: <https://www.sqlite.org/fileformat.html>, 1.3.
            try file.seek(toOffset: 60)
            try file.write(contentsOf: [0, 0, 0, 99])
            try file.close()
            #expect(await (try office.launch()).end() == 5)
            #expect(office.log.contains("Start the program version that wrote the store"))
        }
    }
}
