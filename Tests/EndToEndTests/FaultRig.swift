import Foundation
import Testing

/// A clock and a disk that a test turns while a real daemon runs on them: see `Tests/FaultRig`.
/// Nothing of the machine's own is touched.
final class FaultRig: Sendable {
    /// Where each setting stands in the file, by the C structure.
    enum Setting: Int64 {
        case isSynchronised = 12
        case writeError = 16
        case syncError = 20
        case isSyncHeld = 24
    }

    /// What the daemon is started with.
    let environment: [String: String]
    private let file: FileHandle

    private static let stepCount: Int64 = 8
    private static let length = 32

    init(in folder: URL) throws {
        let library = Office.products.appending(path: "libFaultRig.so").path
        try #require(FileManager.default.fileExists(atPath: library), "swift build makes it")
        let path = folder.appending(path: "rig").path
        try Data(count: Self.length).write(to: URL(filePath: path))
        file = try FileHandle(forUpdating: URL(filePath: path))
        // Whichever user the daemon runs as maps it.
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
        environment = ["LD_PRELOAD": library, "FAULT_RIG": path]
        turn(.isSynchronised, to: -1)
    }

    /// Turns a setting.
    func turn(_ setting: Setting, to value: Int32) { write(value, at: setting.rawValue) }

    /// Sets the daemon's clock, which hears of it as of any step: to a moment such as
    /// `2018-01-08T10:00:00Z`.
    func setClock(to moment: String) throws {
        let wanted = try Date(moment, strategy: .iso8601)
        write(Int64((wanted.timeIntervalSinceNow * 1000).rounded()), at: 0)
        var steps: Int32 = 0
        pread(file.fileDescriptor, &steps, 4, off_t(Self.stepCount))
        write(steps + 1, at: Self.stepCount)
    }

    private func write<Value: FixedWidthInteger>(_ value: Value, at offset: Int64) {
        var value = value
        pwrite(file.fileDescriptor, &value, MemoryLayout<Value>.size, off_t(offset))
    }
}

/// A daemon on real time, under an account of its own as a service has it: the test, as root, is
/// its administrator.
enum ServiceAccount {
    /// The account "nobody".
    private static let uid: UInt32 = 65_534

    /// Whether tests can take another account on.
    static let isPossible = geteuid() == 0
    /// What is said where they cannot.
    static let reason: Comment = "only root can start a daemon under another account"

    /// Starts a daemon on a rig and waits until it answers.
    static func start(
        in office: Office, on rig: FaultRig, _ environment: [String: String] = [:]
    ) async throws -> RunningDaemon {
        for name in try FileManager.default.subpathsOfDirectory(atPath: office.folder.path) {
            chown(office.folder.appending(path: name).path, uid, uid)
        }
        chown(office.folder.path, uid, uid)
        let child = try office.launch(
            [], environment: environment,
            through: (
                """
                exec setpriv --reuid \(uid) --regid \(uid) --clear-groups \
                    env \(rig.environment.map { "\($0)=\($1)" }.joined(separator: " ")) "$@"
                """, .nullDevice
            ))
        return RunningDaemon(process: child, client: try await office.connect(to: child))
    }
}
