import Foundation
import Testing

/// A file system of eight mebibytes in memory, mounted for a test.
struct SmallDisk {
    let folder: URL

    /// Whether tests can mount one: as root, and not in every container.
    static let isPossible: Bool = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "disk-\(UUID())")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { rmdir(folder.path) }
            guard run("mount", mounting(folder)) else { return false }
            return run("umount", [folder.path])
        } catch {
            return false
        }
    }()
    /// What is said where they cannot.
    static let reason: Comment = "only root can mount a small disk, and not in every container"

    /// Mounts one at the office's state directory while the body runs.
    static func use(for office: Office, _ body: (SmallDisk) async throws -> Void) async throws {
        try office.makeFolder("state")
        let folder = office.folder.appending(path: "state")
        try #require(run("mount", mounting(folder)))
        do {
            try await body(SmallDisk(folder: folder))
        } catch {
            Issue.record("the daemon's log: \(office.log)")
            run("umount", ["-l", folder.path])
            throw error
        }
        run("umount", ["-l", folder.path])
    }

    private static func mounting(_ folder: URL) -> [String] {
        ["-t", "tmpfs", "-o", "size=8m,mode=0777", "scrutinyd-test", folder.path]
    }

    @discardableResult
    private static func run(_ program: String, _ arguments: [String]) -> Bool {
        do {
            let process = Process()
            process.executableURL = URL(filePath: "/bin/\(program)")
            process.arguments = arguments
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus == 0
        } catch {
            return false
        }
    }

    /// Takes the room that is left.
    func fill() {
        let file = open(filler, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(file) }
        for size in [65_536, 4_096, 1] {
            let bytes = [UInt8](repeating: 0, count: size)
            while write(file, bytes, size) == size {}
        }
    }

    /// Makes so many bytes of room.
    func free(_ count: Int) {
        var status = stat()
        guard stat(filler, &status) == 0 else { return }
        truncate(filler, max(0, status.st_size - count))
    }

    /// Makes room again.
    func empty() { unlink(filler) }

    /// Where what fills it is.
    private var filler: String { folder.appending(path: "filler").path }

    /// Lets nobody write any more, as a file system does that found an error in itself; for that
    /// nobody may have it open for writing.
    func makeReadOnly() throws {
        try #require(Self.run("mount", ["-o", "remount,ro", folder.path]))
    }

    /// Undoes it.
    func makeWritable() throws {
        try #require(Self.run("mount", ["-o", "remount,rw", folder.path]))
    }
}
