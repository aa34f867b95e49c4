import CSystemd

/// The environment a service manager starts a service with, as a value: directories, watchdog,
/// notification socket (systemd.exec(5), "Environment Variables in Spawned Processes").
///
/// Everything that depends on the environment takes this value, so tests need not change the
/// process's own.
public struct ServiceEnvironment: Hashable, Sendable {
    /// A directory systemd sets up for a unit and names in a variable.
    public enum Directory: String, Hashable, Sendable, CaseIterable {
        /// `StateDirectory=`.
        case state = "STATE_DIRECTORY"
        /// `RuntimeDirectory=`.
        case runtime = "RUNTIME_DIRECTORY"
        /// `CacheDirectory=`.
        case cache = "CACHE_DIRECTORY"
        /// `LogsDirectory=`.
        case logs = "LOGS_DIRECTORY"
        /// `ConfigurationDirectory=`.
        case configuration = "CONFIGURATION_DIRECTORY"
        /// `LoadCredential=` and `SetCredential=`.
        case credentials = "CREDENTIALS_DIRECTORY"
    }

    /// The variables by name.
    public let variables: [String: String]

    /// An environment of the given variables.
    public init(_ variables: [String: String]) {
        self.variables = variables
    }

    /// The environment of this process, as it is now.
    public static func current() -> ServiceEnvironment {
        var variables: [String: String] = [:]
        var next = csystemd_environment()
        while let entry = next?.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            next = next?.successor()
        }
        return ServiceEnvironment(variables)
    }

    /// The value of a variable; nil where it is unset or empty.
    public subscript(name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }

    /// All directories of a kind, in the order of the unit file. A relative path among them is
    /// left out: systemd never sets one.
    public func directories(_ kind: Directory) -> [String] {
        (self[kind.rawValue] ?? "").split(separator: ":").map(String.init).filter {
            $0.hasPrefix("/")
        }
    }

    /// The first directory of a kind, which is where a service with one of them keeps its files.
    public func directory(_ kind: Directory) -> String? {
        directories(kind).first
    }

    /// How often the manager wants to hear from this process before it takes it for hung, or nil
    /// without a watchdog (sd_watchdog_enabled(3)). Notify at half this time.
    ///
    /// - Parameter processID: this process; a watchdog meant for another one is none.
    public func watchdogInterval(processID: Int32) -> Duration? {
        guard let microseconds = self["WATCHDOG_USEC"].flatMap({ Int64($0) }), microseconds > 0
        else { return nil }
        if let owner = self["WATCHDOG_PID"], owner != String(processID) { return nil }
        return .microseconds(microseconds)
    }
}
