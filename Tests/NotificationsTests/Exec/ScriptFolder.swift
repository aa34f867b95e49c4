import Foundation
import NotifierKit
import Testing

@testable import Notifications

/// A folder of its own for one test's plug-in scripts, removed with it.
final class ScriptFolder {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "plugin-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record("the test's folder \(path) is left behind: \(error)")
        }
    }

    /// A shell script as a plug-in.
    ///
    /// Another process writes it: were it open for writing here, a child that a test running
    /// beside starts at this moment could hold it open too, and it could not be executed
    /// (ETXTBSY, execve(2)).
    func plugin(
        _ script: String, firstLine: String = "#!/bin/sh", mode: String = "755",
        timeLimit: Duration = .seconds(20)
    ) throws -> ExecPlugin {
        let file = "\(path)/plugin"
        let writer = Process()
        writer.executableURL = URL(filePath: "/bin/sh")
        writer.arguments = [
            "-c", #"printf '%s\n%s\n' "$1" "$2" > "$3" && chmod "$4" "$3""#, "sh", firstLine,
            script, file, mode,
        ]
        try writer.run()
        writer.waitUntilExit()
        try #require(writer.terminationStatus == 0)
        return ExecPlugin(
            path: file, timeLimit: timeLimit, grace: .milliseconds(300), outputCap: 4096,
            environment: ["FOLDER": path])
    }

    /// What a script wrote into a file of the folder.
    func content(_ name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }
}

extension NotifierMessage {
    /// A message to the clerk of a made-up panel.
    static func sample(text: String = "The answer is due.\nGrüße\n") -> NotifierMessage {
        NotifierMessage(
            delivery: "d-0001", attempt: 2, notAfter: Date(timeIntervalSince1970: 1_516_266_000),
            kind: .reminder, severity: .warning,
            to: .init(name: "Clerk", address: "clerk@example.org"),
            subject: "Due: Commissioner's response", text: text, scrutiny: "rural-crime-2017",
            deadline: NotifierDeadline(
                name: "response", title: "Response", due: "2018-01-17", status: "running",
                consequence: "breach", explanation: []),
            reason: "10 working days before")
    }
}
