import Foundation
import NotifierKit
import Testing

@testable import Notifications

@Suite("What an exec plug-in finds")
struct ExecPluginSurroundingsTests {
    private let folder: ScriptFolder

    init() throws { folder = try ScriptFolder() }

    @Test("The input is the message, one line, then its end", arguments: ["cat", "cat /dev/stdin"])
    func input(reader: String) async throws {
        let message = NotifierMessage.sample(text: String(repeating: "é", count: 200_000))
        let result = try await folder.plugin("\(reader) > $FOLDER/input").deliver(message)
        #expect(result.outcome == .delivered(reference: nil))
        let expected = String(decoding: try message.encoded(), as: UTF8.self) + "\n"
        #expect(try folder.content("input") == expected)
    }

    @Test("Arguments arrive as they are: there is no shell between")
    func arguments() async throws {
        var plugin = try folder.plugin("for a; do echo \"[$a]\"; done > $FOLDER/arguments")
        plugin.arguments = ["a b", "", "$HOME; `id` *", "é"]
        _ = await plugin.deliver(.sample())
        #expect(try folder.content("arguments") == "[a b]\n[]\n[$HOME; `id` *]\n[é]\n")
    }

    @Test("The environment is clean: nothing of the daemon's own, the message as SCRUTINY_*")
    func environment() async throws {
        var plugin = try folder.plugin("env -0 | tr '\\n\\0' '|\\n' | sort > $FOLDER/environment")
        plugin.credentialsDirectory = "/run/credentials/scrutinyd.service"
        plugin.environment["SCRUTINY_TO"] = "forged@example.org"
        plugin.environment["not a name"] = "x"
        _ = await plugin.deliver(.sample())
        let lines = try folder.content("environment").split(separator: "\n").map(String.init)
        #expect(
            lines.filter { !$0.hasPrefix("PWD=") }
                == [
                    "CREDENTIALS_DIRECTORY=/run/credentials/scrutinyd.service",
                    "FOLDER=\(folder.path)",
                    "LANG=C.UTF-8",
                    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin",
                    "SCRUTINY_ATTEMPT=2",
                    "SCRUTINY_DEADLINE=response",
                    "SCRUTINY_DELIVERY=d-0001",
                    "SCRUTINY_DUE=2018-01-17",
                    "SCRUTINY_ID=rural-crime-2017",
                    "SCRUTINY_KIND=reminder",
                    "SCRUTINY_NOT_AFTER=2018-01-18T09:00:00Z",
                    "SCRUTINY_REASON=10 working days before",
                    "SCRUTINY_SEVERITY=warning",
                    "SCRUTINY_SUBJECT=Due: Commissioner's response",
                    "SCRUTINY_TEXT=The answer is due.|Grüße|",
                    "SCRUTINY_TO=clerk@example.org",
                    "SCRUTINY_TO_NAME=Clerk",
                    "SCRUTINY_VERSION=1",
                ].sorted())
    }

    @Test("A text too long for a variable is left out; a NUL becomes a blank")
    func longText() {
        let long = NotifierMessage.sample(text: String(repeating: "x", count: 200_000))
        let variables = PluginEnvironment(plugin: ExecPlugin(path: "/x"), message: long).variables
        #expect(!variables.contains { $0.hasPrefix("SCRUTINY_TEXT=") })
        let zero = PluginEnvironment(
            plugin: ExecPlugin(path: "/x"), message: .sample(text: "a\0b"))
        #expect(zero.variables.contains("SCRUTINY_TEXT=a b"))
    }

    @Test("It runs in / as the leader of its group, with three descriptors and default signals")
    func process() async throws {
        // Signals ignored here must not be ignored there.
        signal(SIGPIPE, SIG_IGN)
        // Nor must a descriptor that some library left open be there.
        let leaked = fcntl(STDERR_FILENO, F_DUPFD, 50)
        defer { close(leaked) }
        let plugin = try folder.plugin(
            """
            { pwd; [ $(ps -o pgid= -p $$) = $$ ] && echo leader
              grep -E '^Sig(Ign|Blk)' /proc/$$/status | cut -f 2; } > $FOLDER/process
            ls /proc/$$/fd > $FOLDER/descriptors
            """)
        _ = await plugin.deliver(.sample())
        let lines = try folder.content("process").split(separator: "\n").map(String.init)
        #expect(lines.prefix(2) == ["/", "leader"])
        // Signals 32 and 33 belong to the C library (nptl(7)), which leaves them as they were.
        let masks = lines.dropFirst(2).prefix(2).map { UInt64($0, radix: 16) }
        #expect(masks.map { $0.map { $0 & ~0x1_8000_0000 } } == [0, 0])
        // From 10 to 49 a shell keeps its script and what it has redirected.
        let descriptors = try folder.content("descriptors").split(separator: "\n")
        let foreign = descriptors.compactMap { Int($0) }.filter { $0 < 10 || $0 >= 50 }
        #expect(foreign.sorted() == [0, 1, 2])
    }

    @Test(
        "A line of standard error carries its priority",
        arguments: [
            ("<3>failed", 3, "failed"), ("<7> x", 7, " x"), ("plain", 6, "plain"),
            ("<8>x", 6, "<8>x"), ("<>x", 6, "<>x"), ("<3", 6, "<3"), ("<31>x", 6, "<31>x"),
            ("<0>", 0, ""), ("a\u{1B}[2Jb", 6, "a [2Jb"),
        ])
    func logLine(line: String, priority: Int, text: String) {
        #expect(PluginLogLine(parsing: line) == PluginLogLine(priority: priority, text: text))
    }

    @Test("Lines of standard error are bounded in number and length")
    func logBounds() {
        let many = PluginLogLine.lines(
            of: Array(String(repeating: "x\n", count: 500).utf8), discarded: 0)
        #expect(many.count == PluginLogLine.mostLines + 1)
        #expect(many.last?.text.contains("300 lines and 0 bytes") == true)
        let long = PluginLogLine(parsing: String(repeating: "y", count: 9000))
        #expect(long.text.count == PluginLogLine.longestText)
    }

    @Test("Of a stream's last bytes exactly the cap is kept, of its first too")
    func keptBytes() {
        var last = KeptBytes(cap: 4, end: .last)
        var first = KeptBytes(cap: 4, end: .first)
        for byte in UInt8(0)..<10 {
            last.append([byte])
            first.append([byte])
        }
        #expect(last.bytes == [6, 7, 8, 9])
        #expect(first.bytes == [0, 1, 2, 3])
        #expect(first.discarded == 6)
    }
}
