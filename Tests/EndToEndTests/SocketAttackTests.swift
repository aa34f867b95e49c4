import ControlProtocol
import Foundation
import Testing

/// The real daemon, attacked at its socket by two users, while a third goes on working.
@Suite(
    "Under attack",
    .enabled(if: geteuid() == 0, "only root can start programs of several users"),
    .serialized, .timeLimit(.minutes(10)))
struct SocketAttackTests {
    /// For how long one attack goes on: two seconds, or what `SCRUTINYD_ATTACK_SECONDS` says.
    private static let seconds =
        ProcessInfo.processInfo.environment["SCRUTINYD_ATTACK_SECONDS"].flatMap(Int.init) ?? 2

    private static let attackers: [UInt32] = [65_001, 65_002]
    private static let worker: UInt32 = 65_003

    /// How much more memory the daemon may take than before, in KiB.
    private static let allowance = 64 * 1_024

    @Test("Each attack leaves the others served, memory bounded and the log short")
    func attacks() async throws {
        try await Office.run { office in
            let patience = try Self.patience()
            let daemon = try await Self.start(office)
            let begin = ContinuousClock.now
            let before = try Self.memory(of: daemon, "VmRSS")
            let descriptors = try Self.descriptors(of: daemon)
            for attack in Self.all {
                let seconds = attack == Self.all.last ? Self.seconds * 5 : Self.seconds
                try Self.forgetPeak(of: daemon)
                let tallies = try await Self.run(attack, at: office, seconds: seconds)
                let peak = try Self.memory(of: daemon, "VmHWM") - before
                let attackers = tallies.dropLast()
                let worker = try #require(tallies.last)
                print("\(attack.joined(separator: ", ")): \(peak) KiB more; \(tallies)")
                #expect(peak <= Self.allowance, "\(attack)")
                #expect(attackers.allSatisfy { ($0["connections"] ?? 0) > 0 }, "\(attack)")
                #expect(attackers.count > 1 || attackers.first?["unanswered"] == 0, "\(attack)")
                #expect((worker["replies"] ?? 0) > 0 && worker["unanswered"] == 0, "\(attack)")
                #expect((worker["longest"] ?? .max) <= patience, "\(attack): \(worker)")
            }
            // The store opens connections for its readers as it needs them, and keeps them.
            let most = descriptors + Self.readerDescriptors
            #expect(try await eventually { try Self.descriptors(of: daemon) <= most })
            let minutes = Int(begin.duration(to: .now).components.seconds) / 60
            Self.expectShort(log: office.lines(of: "log-2"), minutes: minutes)
            #expect(try await daemon.call(Register.Status()).scrutinies == Self.scrutinies)
            #expect(try await daemon.findings().isEmpty)
            #expect(await daemon.stop() == 0)
        }
    }

    @Test("Attacked again and again, the daemon takes no more memory than after the first time")
    func repetition() async throws {
        try await Office.run { office in
            let daemon = try await Self.start(office)
            var after: [Int] = []
            var open: [Int] = []
            for _ in 0..<4 {
                for attack in [["deaf"], ["nesting"], ["halves"]] {
                    _ = try await Self.run(attack, at: office, seconds: Self.seconds / 2)
                }
                after.append(try Self.memory(of: daemon, "VmRSS"))
                // The attackers' last connections may still be closing.
                var fewest = try Self.descriptors(of: daemon)
                for _ in 0..<10 {
                    try await Task.sleep(for: .milliseconds(100))
                    fewest = min(fewest, try Self.descriptors(of: daemon))
                }
                open.append(fewest)
            }
            print("after each attack: \(after) KiB, \(open) descriptors")
            #expect(open[3] <= open[1], "\(open)")
            #expect(after[3] - after[1] <= Self.allowance / 4, "\(after)")
            #expect(await daemon.stop() == 0)
        }
    }
}

// MARK: - The attack

extension SocketAttackTests {
    /// Each attack alone, one by both users, and then all at once.
    private static let all: [[String]] =
        alone.map { [$0] } + [["deaf-histories", "deaf-histories"], alone]

    private static let alone = [
        "garbage", "not-calls", "halves", "too-long", "deaf", "deaf-streams", "deaf-histories",
        "thousand", "storm", "pipeline", "nesting", "huge", "refused",
    ]

    private static let scrutinies = 300

    /// How many notes one scrutiny has, and how long each is.
    private static let notes = (count: 60, length: 900_000)

    /// How long the worker may wait, in microseconds: a second, on a machine that has nothing else
    /// to do. On one that is overloaded before it begins everybody waits, and longer in proportion.
    private static func patience() throws -> Int {
        let text = try String(contentsOfFile: "/proc/loadavg", encoding: .utf8)
        let load = try #require(text.split(separator: " ").first.flatMap { Double($0) })
        let processors = Double(ProcessInfo.processInfo.activeProcessorCount)
        print("the load is \(load) on \(processors) processors")
        return Int(1_000_000 * max(1, load / processors))
    }

    /// How the daemon and the worker are started: before all else that this machine has to do, so
    /// that what is timed is the daemon's justice and not the machine's.
    private static let first = "exec nice -n -10"

    /// A daemon with a store that has something to list, at a socket that all may use.
    private static func start(_ office: Office) async throws -> RunningDaemon {
        let configuration = office.lines(of: "scrutinyd.yaml")
        let viewers = "roles: { viewer: { uids: \(attackers + [worker]) } }"
        try office.write((configuration + [viewers]).joined(separator: "\n"), to: "scrutinyd.yaml")
        try await fill(office)
        // Another process, for one that has taken in long messages has room for as many replies.
        let child = try office.launch(through: (first + #" "$@""#, FileHandle.nullDevice))
        let daemon = RunningDaemon(process: child, client: try await office.connect(to: child))
        #expect(chmod(office.socket, 0o666) == 0)
        _ = try await run([], at: office, seconds: 1)
        return daemon
    }

    /// Gives the store what is asked for: many scrutinies, and one with a long history.
    private static func fill(_ office: Office) async throws {
        let daemon = try await office.start()
        for number in 2...scrutinies { try await daemon.openLetter("letter-\(number)") }
        try await daemon.openLetter("noted")
        let note = String(repeating: "x", count: notes.length)
        for number in 1...notes.count {
            let day = "2018-03-\(12 + number % 2)"
            _ = try await daemon.call(
                Clerk.Set(
                    part: "noted", facts: [.init(name: "due-day", values: [day])], note: note))
        }
        #expect(await daemon.stop() == 0)
    }

    /// Lets attacks go on at once, each as one of two users, and a worker with them.
    ///
    /// - Returns: what each did and saw, the worker last.
    private static func run(
        _ attacks: [String], at office: Office, seconds: Int
    ) async throws -> [[String: Int]] {
        let children = try (attacks + ["ordinary"]).enumerated().map { index, attack in
            let user = attack == "ordinary" ? worker : attackers[index % attackers.count]
            let name = "attack-\(UUID().uuidString)"
            try office.write("", to: name)
            let output = try FileHandle(
                forWritingTo: office.folder.appending(path: name))
            let program = Office.products.appending(path: "SocketAttack").path
            let child = try ChildProcess(
                URL(filePath: "/bin/sh"),
                [
                    "-c", attack == "ordinary" ? first + #" "$@""# : #"exec "$@""#, "sh", program,
                    office.socket, String(user), String(seconds), attack,
                ], output: output, errors: FileHandle.standardError)
            return (child, name)
        }
        var tallies: [[String: Int]] = []
        for (child, name) in children {
            #expect(await child.end(within: .seconds(seconds) + ChildProcess.patience) == 0)
            let words = office.lines(of: name).joined().split(separator: " ")
            tallies.append(
                Dictionary(
                    uniqueKeysWithValues: words.map { word in
                        let parts = word.split(separator: "=")
                        return (String(parts[0]), Int(parts[1]) ?? -1)
                    }))
        }
        return tallies
    }

    /// Every line of the log that an attacker caused is one of a kind, a user and a minute.
    private static func expectShort(log: [String], minutes: Int) {
        let kinds = [
            "connection refused: its user has too many open", "connection refused: too many",
            "connection dropped: a message is too long", "connection dropped: a message is no",
            "connection dropped: a message was begun", "connection dropped: its replies",
            "refused: its caller may not call it",
        ]
        for user in attackers {
            let caused = log.filter { $0.contains("(uid \(user))") }
            #expect(!caused.isEmpty)
            let perKind = kinds.map { kind in caused.count { $0.contains(kind) } }
            #expect(perKind.reduce(0, +) == caused.count, "\(caused)")
            #expect(perKind.allSatisfy { $0 <= 1 + minutes }, "\(caused)")
        }
        #expect(!log.contains { $0.contains("(uid \(worker))") }, "\(log)")
        // Whatever else was logged was not logged for each message.
        #expect(log.count <= 20 + 14 * (1 + minutes), "\(log.prefix(100))")
    }
}

// MARK: - The daemon from outside

extension SocketAttackTests {
    /// A figure of `/proc/PID/status` in KiB.
    private static func memory(of daemon: RunningDaemon, _ name: String) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(daemon.process.id)/status", encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + ":") })
        return try #require(
            line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap {
                Int($0)
            })
    }

    /// Lets VmHWM begin anew: proc(5), clear_refs.
    private static func forgetPeak(of daemon: RunningDaemon) throws {
        let file = try FileHandle(
            forWritingTo: URL(filePath: "/proc/\(daemon.process.id)/clear_refs"))
        try file.write(contentsOf: Data("5".utf8))
        try file.close()
    }

    /// Five readers, with the store's file, its log and its index each.
    private static let readerDescriptors = 15

    private static func descriptors(of daemon: RunningDaemon) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(daemon.process.id)/fd").count
    }
}
