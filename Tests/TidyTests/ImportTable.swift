/// Which module may import what: the arrows of the architecture, as data.
///
/// A module may import only modules of lower layers; whatever is not listed is forbidden, and an
/// outside package appears in as few modules as can be, so that it can be replaced in one place.
struct ImportTable {
    /// A module's row.
    struct Row {
        /// The folder below `Sources`.
        let folder: String
        /// The module's name, where it is not the folder's.
        let module: String
        /// Modules of this package it may import.
        let project: Set<String>
        /// What it may import from outside, system modules included.
        let outside: Set<String>

        init(
            _ folder: String, module: String? = nil, _ project: Set<String> = [],
            outside: Set<String> = []
        ) {
            self.folder = folder
            self.module = module ?? folder
            self.project = project
            self.outside = outside
        }
    }

    /// Every module, lowest first.
    static let rows = [
        Row("CSystemd"),
        Row("CLinux"),
        Row("Deadlines"),
        Row("Statecharts"),
        Row(
            "Varlink", ["CLinux"],
            outside: ["Dispatch", "FoundationEssentials", "Glibc", "Synchronization"]),
        Row(
            "Systemd", ["CLinux", "CSystemd"],
            outside: ["Glibc", "Logging", "Synchronization"]),
        Row("Documents", outside: ["Yams"]),
        Row("Workflows", ["Deadlines", "Statecharts"]),
        Row(
            "WorkflowFiles", ["Deadlines", "Documents", "Statecharts", "Workflows"],
            outside: ["FoundationEssentials"]),
        Row("Configuration", ["Documents"], outside: ["FoundationEssentials"]),
        Row(
            "Engine", ["Deadlines", "Statecharts", "Workflows"],
            outside: ["Crypto", "Foundation", "Logging", "Synchronization"]),
        Row(
            "SQLiteStore", ["CLinux", "Deadlines", "Engine", "Statecharts", "Workflows"],
            outside: [
                "Dispatch", "Foundation", "FoundationEssentials", "GRDB", "Glibc",
                "Synchronization",
            ]),
        Row("NotifierKit", outside: ["FoundationEssentials"]),
        Row(
            "Notifications",
            ["CLinux", "Deadlines", "Engine", "NotifierKit", "Varlink", "Workflows"],
            outside: [
                "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Logging", "Mustache",
                "Subprocess", "Synchronization",
            ]),
        Row(
            "Control", module: "ControlProtocol", ["Varlink"],
            outside: ["FoundationEssentials"]),
        Row(
            "ControlServer", ["ControlProtocol", "Deadlines", "Engine", "Varlink", "Workflows"],
            outside: ["FoundationEssentials", "Glibc", "Logging", "Synchronization"]),
        Row("Reports", ["ControlProtocol"], outside: ["FoundationEssentials"]),
        Row(
            "Simulation",
            ["Deadlines", "Documents", "Engine", "Statecharts", "WorkflowFiles", "Workflows"],
            outside: ["FoundationEssentials", "Synchronization"]),
        Row(
            "Daemon",
            [
                "CLinux", "Configuration", "ControlProtocol", "ControlServer", "Deadlines",
                "Documents", "Engine", "Notifications", "NotifierKit", "SQLiteStore",
                "Statecharts", "Systemd", "Varlink", "WorkflowFiles", "Workflows",
            ],
            outside: [
                "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Logging",
                "ServiceLifecycle", "Synchronization", "UnixSignals",
            ]),
        Row(
            "scrutinyd", ["Configuration", "Daemon", "Deadlines"],
            outside: ["ArgumentParser", "Foundation", "Glibc"]),
        Row(
            "scrutinyctl",
            [
                "Configuration", "ControlProtocol", "Deadlines", "Documents", "Engine",
                "Reports", "Simulation", "Statecharts", "Varlink", "WorkflowFiles", "Workflows",
            ],
            outside: [
                "ArgumentParser", "Foundation", "FoundationEssentials", "Glibc", "Synchronization",
            ]),
    ]

    /// The row of a folder below `Sources`.
    static func row(folder: String) -> Row? { rows.first { $0.folder == folder } }

    /// Modules of this package.
    static let modules = Set(rows.map(\.module))

    /// Folders that need no test target of their own name, with the reason.
    static let withoutTests = [
        "CLinux": "headers only; Varlink's and Systemd's tests go through it",
        "CSystemd": "headers only; Systemd's tests go through it",
        "Daemon": "composition only; EndToEndTests run it whole",
        "scrutinyd": "parses and hands over; EndToEndTests run it",
        "scrutinyctl": "parses and hands over; EndToEndTests run it",
    ]
}
