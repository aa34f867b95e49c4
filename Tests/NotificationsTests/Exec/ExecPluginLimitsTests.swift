import CLinux
import Foundation
import NotifierKit
import Testing

@testable import Notifications

@Suite("Exec plug-ins that misbehave")
struct ExecPluginLimitsTests {
    private let folder: ScriptFolder
    private let clock = ContinuousClock()

    init() throws { folder = try ScriptFolder() }

    /// Whether the process whose id a script left in a file ends; waits for that, not for a time.
    private func ends(pidIn name: String) throws -> Bool {
        let text = try folder.content(name).trimmingCharacters(in: .whitespacesAndNewlines)
        let descriptor = clinux_process_descriptor(try #require(Int32(text)))
        guard descriptor >= 0 else { return errno == ESRCH }
        defer { close(descriptor) }
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, 10_000) == 1
    }

    private func expectTimeLimit(_ result: ExecResult) {
        #expect(
            result.outcome
                == .tryAgain(reason: "the plug-in did not end within 0.3 s", after: nil))
        #expect(result.remedy?.contains("time-limit") == true)
    }

    @Test("A plug-in that hangs is ended with its children at the time limit")
    func hangs() async throws {
        let plugin = try folder.plugin(
            "sleep 300 & echo $! > $FOLDER/child; echo $$ > $FOLDER/leader; echo busy >&2; wait",
            timeLimit: .milliseconds(300))
        let result = await plugin.deliver(.sample())
        expectTimeLimit(result)
        #expect(result.log == [PluginLogLine(text: "busy")])
        #expect(try ends(pidIn: "child"))
        #expect(try ends(pidIn: "leader"))
    }

    @Test("A plug-in that ignores SIGTERM is killed after the grace")
    func ignoresTermination() async throws {
        let plugin = try folder.plugin(
            "trap '' TERM; echo $$ > $FOLDER/leader; while :; do sleep 1; done",
            timeLimit: .milliseconds(300))
        expectTimeLimit(await plugin.deliver(.sample()))
        #expect(try ends(pidIn: "leader"))
    }

    @Test("A plug-in that answers SIGTERM with exit 0 has delivered nothing")
    func exitsZeroWhenStopped() async throws {
        let plugin = try folder.plugin(
            "trap 'exit 0' TERM; while :; do sleep 0.1; done", timeLimit: .milliseconds(300))
        expectTimeLimit(await plugin.deliver(.sample()))
    }

    @Test("A flood on both streams is read to its end; the status and the last line count")
    func flood() async throws {
        let plugin = try folder.plugin(
            """
            head -c 3000000 /dev/zero | tr '\\0' 'x' | fold -w 100 &
            head -c 3000000 /dev/zero | tr '\\0' 'e' | fold -w 100 >&2
            wait; echo; echo '{"reference":"after the flood"}'
            """)
        let result = await plugin.deliver(.sample())
        #expect(result.outcome == .delivered(reference: "after the flood"))
        #expect(result.log.count == 42)
        #expect(result.log.last?.priority == 4)
        #expect(result.log.last?.text.contains("are not shown") == true)
    }

    @Test("An endless flood ends at the time limit")
    func endlessFlood() async throws {
        let plugin = try folder.plugin("exec yes", timeLimit: .milliseconds(300))
        expectTimeLimit(await plugin.deliver(.sample()))
    }

    @Test("A plug-in that closes its input early is no trouble, however long the message")
    func closesInputEarly() async throws {
        let long = String(repeating: "x", count: 1 << 20)
        let plugin = try folder.plugin("exec 0<&-; echo '{\"reference\":\"early\"}'")
        let result = await plugin.deliver(.sample(text: long))
        #expect(result.outcome == .delivered(reference: "early"))
    }

    @Test("A child left in the background is ended and does not delay the answer")
    func leavesChild() async throws {
        let plugin = try folder.plugin("sleep 300 & echo $! > $FOLDER/child; exit 67")
        let began = clock.now
        let result = await plugin.deliver(.sample())
        // Far below the child's 300 s, and far above what a loaded machine needs.
        #expect(clock.now - began < .seconds(200))
        #expect(
            result.outcome
                == .permanent(
                    reason: "the plug-in ended with status 67: the recipient is unknown"))
        #expect(try ends(pidIn: "child"))
    }

    @Test("A child that left the process group delays the answer by a second at most")
    func escapedChild() async throws {
        let plugin = try folder.plugin("setsid sleep 300 & exit 0")
        let began = clock.now
        let result = await plugin.deliver(.sample())
        #expect(result.outcome == .delivered(reference: nil))
        #expect(clock.now - began < .seconds(200))
    }

    @Test("Cancellation ends the plug-in at once, to be tried again")
    func cancellation() async throws {
        // The first byte in this fifo tells that the plug-in runs.
        try #require(mkfifo("\(folder.path)/started", 0o600) == 0)
        let plugin = try folder.plugin(
            "echo $$ > $FOLDER/leader; echo > $FOLDER/started; sleep 300")
        let path = "\(folder.path)/started"
        async let started: Void = withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let fifo = open(path, O_RDONLY)
                var byte: UInt8 = 0
                _ = read(fifo, &byte, 1)
                close(fifo)
                continuation.resume()
            }
        }
        let task = Task { await plugin.deliver(.sample()) }
        await started
        task.cancel()
        let result = await task.value
        #expect(
            result.outcome
                == .tryAgain(
                    reason: "the plug-in was stopped because the daemon stops", after: nil))
        #expect(try ends(pidIn: "leader"))
    }

    @Test("Sixteen plug-ins at once do not wait for one another")
    func concurrency() async throws {
        // Each waits until all sixteen run: one after the other they would wait for ever.
        let plugin = try folder.plugin(
            """
            echo run >> $FOLDER/running
            while [ $(wc -l < $FOLDER/running) -lt 16 ]; do sleep 0.05; done
            """, timeLimit: .seconds(200))
        let outcomes = await withTaskGroup(of: NotifierOutcome.self) { group in
            for _ in 0..<16 { group.addTask { await plugin.deliver(.sample()).outcome } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes == Array(repeating: .delivered(reference: nil), count: 16))
    }
}
