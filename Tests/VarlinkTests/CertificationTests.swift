import Foundation
import Testing

@testable import Varlink

@Suite("The Varlink project's certification", .timeLimit(.minutes(2)))
struct CertificationTests {
    @Test("Our client and our server certify each other")
    func ourselves() async throws {
        let service = try Service()
        let client = try await VarlinkClient.connect(to: service.path, timeout: .seconds(10))
        try await Certification.run(client)
        for await parameters in service.posts {
            #expect(parameters["last_more_replies"] == .array(Certification.streamed))
            break
        }
    }

    @Test(
        "The independent Python client certifies our server",
        .enabled(if: Python.hasVarlink, Python.remedy))
    func pythonClient() async throws {
        let service = try Service()
        let certification = try Python("--client", "--varlink=unix:\(service.path)")
        let output = try await certification.output()
        #expect(output.contains("Certification passed"))
    }

    @Test(
        "Our client passes the independent Python server",
        .enabled(if: Python.hasVarlink, Python.remedy))
    func pythonServer() async throws {
        let folder = try TemporaryFolder()
        let server = try Python("--varlink=unix:\(folder.file("socket"))")
        #expect(try await server.line().hasPrefix("Listening on"))
        defer { server.end() }
        let client = try await VarlinkClient.connect(
            to: folder.file("socket"), timeout: .seconds(10))
        try await Certification.run(client)
    }

    /// A server of the certification's interface.
    final class Service: Sendable {
        let posts: AsyncStream<JSONObject>
        private let folder: TemporaryFolder
        private let server: VarlinkServer

        var path: String { folder.file("socket") }

        init() throws {
            let (posts, poster) = AsyncStream.makeStream(of: JSONObject.self)
            self.posts = posts
            folder = try TemporaryFolder()
            server = try VarlinkServer(
                listener: Listener.bound(to: folder.file("socket")),
                service: ServiceInformation(
                    vendor: "Example", product: "Certification", version: "1",
                    url: "https://example.org"),
                interfaces: [try Certification.interface { poster.yield($0) }])
            let server = server
            Task { try await server.run() }
        }

        deinit { server.stop() }
    }
}

/// The certification program of PyPI's `varlink`, which these tests need installed:
/// `pip install varlink`, and `VARLINK_PYTHON` where its interpreter is not `python3`.
final class Python: @unchecked Sendable {
    private let process = Process()
    private let pipe = Pipe()

    init(_ arguments: String...) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [Self.interpreter, "-u", "-m", "varlink.tests.test_certification"] + arguments
        process.standardOutput = pipe
        try process.run()
    }

    static let remedy: Comment = "pip install varlink; VARLINK_PYTHON names its interpreter"

    /// Whether the package is there; the tests are skipped without it.
    static let hasVarlink: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [interpreter, "-c", "import varlink.tests.test_certification"]
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            return false
        }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    private static var interpreter: String {
        ProcessInfo.processInfo.environment["VARLINK_PYTHON"] ?? "python3"
    }

    /// All that it says until it ends.
    func output() async throws -> String {
        try await onOwnThread {
            String(decoding: self.pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }
    }

    /// The first that it says.
    func line() async throws -> String {
        try await onOwnThread {
            String(decoding: self.pipe.fileHandleForReading.availableData, as: UTF8.self)
        }
    }

    /// Ends it. It inherited a signal mask that keeps gentler signals out.
    func end() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
