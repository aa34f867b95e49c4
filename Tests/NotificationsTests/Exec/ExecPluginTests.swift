import CLinux
import Foundation
import NotifierKit
import Testing

@testable import Notifications

@Suite("Exec plug-ins")
struct ExecPluginTests {
    private let folder: ScriptFolder

    init() throws { folder = try ScriptFolder() }

    private func run(
        _ script: String, timeLimit: Duration = .seconds(20), text: String = "text"
    ) async throws -> ExecResult {
        try await folder.plugin(script, timeLimit: timeLimit).deliver(.sample(text: text))
    }

    @Test("Exit 0 is delivered, with the reference of the last line")
    func delivered() async throws {
        let result = try await run("echo connecting; echo '{\"reference\":\"m-7\"}'")
        #expect(result == ExecResult(outcome: .delivered(reference: "m-7")))
    }

    @Test("Garbage as an answer never turns success into failure")
    func garbage() async throws {
        let result = try await run("printf '{\"reference\":\\377\\000'; exit 0")
        #expect(result.outcome == .delivered(reference: nil))
    }

    @Test("Exit 75 is tried again, after the time the plug-in asks for")
    func temporary() async throws {
        let result = try await run(
            "echo '{\"retry-after\":600,\"detail\":\"greylisted\"}'; exit 75")
        #expect(
            result.outcome
                == .tryAgain(
                    reason: "the plug-in ended with status 75: it asked to be tried again "
                        + "(greylisted)", after: .seconds(600)))
        #expect(result.remedy == nil)
    }

    @Test("Exit 78 is permanent, and the remedy names the configuration")
    func configuration() async throws {
        let result = try await run("echo '<3>no API key' >&2; exit 78")
        #expect(
            result.outcome
                == .permanent(
                    reason: "the plug-in ended with status 78: its configuration is wrong"))
        #expect(result.log == [PluginLogLine(priority: 3, text: "no API key")])
        #expect(result.remedy == "correct the plug-in's configuration and credentials")
    }

    @Test(
        "An unknown status is tried again, and the remedy names the contract", arguments: [3, 255])
    func unknownStatus(status: Int) async throws {
        let result = try await run("exit \(status)")
        #expect(
            result.outcome
                == .tryAgain(reason: "the plug-in ended with status \(status)", after: nil))
        #expect(result.remedy?.contains("let it exit 75") == true)
    }

    @Test("A missing command inside the plug-in is tried again and named")
    func commandNotFound() async throws {
        let result = try await run("no-such-command")
        #expect(
            result.outcome
                == .tryAgain(reason: "the plug-in ended with status 127", after: nil))
        #expect(result.remedy?.contains("was not found") == true)
        #expect(result.log.first?.text.contains("no-such-command") == true)
    }

    @Test(
        "A crash by signal is tried again and the signal named",
        arguments: [
            ("SEGV", "signal 11 (Segmentation fault)", "crashed"),
            ("KILL", "signal 9 (Killed)", "killed from outside"),
            ("SYS", "signal 31 (Bad system call)", "sandbox"),
            ("PIPE", "signal 13 (Broken pipe)", "crashed"),
        ])
    func crash(signal: String, reason: String, remedy: String) async throws {
        let result = try await run("kill -\(signal) $$; exit 0")
        #expect(
            result.outcome
                == .tryAgain(reason: "the plug-in was ended by \(reason)", after: nil))
        #expect(result.remedy?.contains(remedy) == true)
    }

    @Test("A plug-in that does not exist is tried again; the remedy says what to install")
    func missing() async {
        let result = await ExecPlugin(path: "/nonexistent/notify").deliver(.sample())
        #expect(
            result.outcome
                == .tryAgain(
                    reason: "/nonexistent/notify cannot be started: No such file or directory",
                    after: nil))
        #expect(result.remedy?.hasPrefix("install /nonexistent/notify") == true)
    }

    @Test("A plug-in that is not executable is tried again; the remedy says chmod")
    func notExecutable() async throws {
        let plugin = try folder.plugin("exit 0", mode: "644")
        let result = await plugin.deliver(.sample())
        #expect(
            result.outcome
                == .tryAgain(
                    reason: "\(plugin.path) cannot be started: Permission denied", after: nil))
        #expect(result.remedy?.contains("chmod a+rx") == true)
    }

    @Test("A file that is no program is tried again; the remedy names the first line")
    func noProgram() async throws {
        let plugin = try folder.plugin("exit 0", firstLine: "echo no interpreter named")
        let result = await plugin.deliver(.sample())
        #expect(result.remedy?.contains("#!/bin/sh") == true)
    }

    @Test("The remedy for a shortage names the limits, others the plug-in")
    func otherStartFailures() {
        let plugin = ExecPlugin(path: "/x")
        #expect(ExecResult.notStarted(plugin, errno: EMFILE).remedy?.contains("limits") == true)
        #expect(ExecResult.notStarted(plugin, errno: E2BIG).remedy?.contains("arguments") == true)
        #expect(ExecResult.notStarted(plugin, errno: ETXTBSY).remedy?.contains("written") == true)
        #expect(ExecResult.notStarted(plugin, errno: EIO).remedy == "check /x by hand")
    }
}
