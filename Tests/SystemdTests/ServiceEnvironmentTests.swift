import Glibc
import Testing

@testable import Systemd

@Suite("What a service is started with")
struct ServiceEnvironmentTests {
    @Test("The process's own environment is read")
    func current() throws {
        let path = try #require(getenv("PATH"))
        #expect(ServiceEnvironment.current()["PATH"] == String(cString: path))
    }

    @Test("An empty variable counts as unset")
    func empty() {
        #expect(ServiceEnvironment(["STATE_DIRECTORY": ""])["STATE_DIRECTORY"] == nil)
    }

    @Test("Directories are a list; relative ones are left out")
    func directories() {
        let environment = ServiceEnvironment([
            "STATE_DIRECTORY": "/var/lib/one:two:/var/lib/three"
        ])
        #expect(environment.directories(.state) == ["/var/lib/one", "/var/lib/three"])
        #expect(environment.directory(.state) == "/var/lib/one")
        #expect(environment.directory(.credentials) == nil)
    }

    @Test(
        "The watchdog's interval is known only where it is meant for this process",
        arguments: [
            (["WATCHDOG_USEC": "30000000"], Duration.seconds(30)),
            (["WATCHDOG_USEC": "1500", "WATCHDOG_PID": "7"], .microseconds(1500)),
            (["WATCHDOG_USEC": "1500", "WATCHDOG_PID": "8"], nil),
            (["WATCHDOG_USEC": "0"], nil), (["WATCHDOG_USEC": "soon"], nil), ([:], nil),
        ] as [([String: String], Duration?)])
    func watchdog(variables: [String: String], expected: Duration?) {
        #expect(ServiceEnvironment(variables).watchdogInterval(processID: 7) == expected)
    }
}

@Suite("Credentials")
struct CredentialTests {
    /// Writes one credential file into a directory of its own and hands over its environment.
    private func withCredential(
        _ bytes: [UInt8], _ body: (ServiceEnvironment) throws -> Void
    ) throws {
        var template = Array("/tmp/systemd-test-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        let directory = String(
            decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let descriptor = open("\(directory)/smtp", O_WRONLY | O_CREAT, 0o400)
        try #require(write(descriptor, bytes, bytes.count) == bytes.count)
        close(descriptor)
        defer {
            unlink("\(directory)/smtp")
            rmdir(directory)
        }
        try body(ServiceEnvironment(["CREDENTIALS_DIRECTORY": directory]))
    }

    @Test("A credential is read whole; its text loses the last line end only")
    func reads() throws {
        try withCredential(Array(" s\necret \r\n".utf8)) { environment in
            let credential = try Credential(named: "smtp", in: environment)
            #expect(credential.bytes == Array(" s\necret \r\n".utf8))
            #expect(credential.text == " s\necret ")
        }
    }

    @Test("Bytes that are not UTF-8 have no text")
    func binary() throws {
        try withCredential([0xFF, 0x00]) { environment in
            let credential = try Credential(named: "smtp", in: environment)
            #expect(credential.text == nil)
        }
    }

    @Test("A credential over 1 MiB is refused")
    func tooLarge() throws {
        try withCredential([UInt8](repeating: 1, count: Credential.largest + 1)) { environment in
            #expect(throws: CredentialError.self) {
                try Credential(named: "smtp", in: environment)
            }
        }
    }

    @Test("A missing credential names the unit's setting")
    func missing() throws {
        #expect(throws: CredentialError.noDirectory(name: "smtp")) {
            try Credential(named: "smtp", in: ServiceEnvironment([:]))
        }
        try withCredential([1]) { environment in
            let path = "\(environment.directory(.credentials) ?? "")/other"
            #expect(throws: CredentialError.unreadable(path: path, errno: ENOENT)) {
                try Credential(named: "other", in: environment)
            }
        }
        #expect(
            CredentialError.noDirectory(name: "smtp").description.contains("LoadCredential=smtp"))
    }

    @Test("No name leads out of the directory", arguments: ["", ".", "..", "../x", "a/b", "a b"])
    func names(name: String) {
        #expect(throws: CredentialError.invalidName(name)) {
            try Credential(named: name, in: ServiceEnvironment(["CREDENTIALS_DIRECTORY": "/etc"]))
        }
    }
}
