/// Where the program's files are: from flags, else from the service manager's variables, else
/// the defaults.
package struct Locations: Hashable, Sendable {
    /// What the command line said; nil where it said nothing.
    package struct Flags: Hashable, Sendable {
        /// `--config`.
        package var configurationFile: String?
        /// `--state-directory`.
        package var stateDirectory: String?
        /// `--socket`.
        package var socket: String?

        /// Flags; none by default.
        package init(
            configurationFile: String? = nil, stateDirectory: String? = nil, socket: String? = nil
        ) {
            self.configurationFile = configurationFile
            self.stateDirectory = stateDirectory
            self.socket = socket
        }
    }

    /// The main configuration file.
    package var configurationFile: String
    /// The folder of drop-ins, beside it.
    package var dropInDirectory: String
    /// Where the store is.
    package var stateDirectory: String
    /// Where the control socket is.
    package var socket: String
    /// Where credentials are; nil where none were passed.
    package var credentialsDirectory: String?

    /// Locations as given.
    package init(
        configurationFile: String, stateDirectory: String, socket: String,
        credentialsDirectory: String? = nil
    ) {
        self.configurationFile = configurationFile
        self.stateDirectory = stateDirectory
        self.socket = socket
        self.credentialsDirectory = credentialsDirectory
        let folder = configurationFile.lastIndex(of: "/").map { configurationFile[..<$0] } ?? "."
        dropInDirectory = "\(folder)/conf.d"
    }

    /// Decides where everything is. A flag wins over a variable, a variable over the default.
    ///
    /// Of a variable that lists several folders the first counts; a relative one counts as unset,
    /// since systemd never sets one.
    ///
    /// - Parameter environment: `STATE_DIRECTORY`, `RUNTIME_DIRECTORY`,
    ///   `CONFIGURATION_DIRECTORY` and `CREDENTIALS_DIRECTORY` are read from it.
    package static func resolve(flags: Flags, environment: [String: String]) -> Locations {
        func folder(_ name: String) -> String? {
            let first = (environment[name] ?? "").split(separator: ":").first.map(String.init)
            return first.flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        return Locations(
            configurationFile: flags.configurationFile
                ?? folder("CONFIGURATION_DIRECTORY").map { "\($0)/scrutinyd.yaml" }
                ?? "/etc/scrutinyd/scrutinyd.yaml",
            stateDirectory: flags.stateDirectory ?? folder("STATE_DIRECTORY")
                ?? "/var/lib/scrutinyd",
            socket: flags.socket ?? folder("RUNTIME_DIRECTORY").map { "\($0)/scrutinyd.sock" }
                ?? "/run/scrutinyd.sock",
            credentialsDirectory: folder("CREDENTIALS_DIRECTORY"))
    }
}
