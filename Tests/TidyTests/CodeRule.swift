/// Code that is not written here, wherever it stands or in certain modules.
struct CodeRule {
    /// What a finding says.
    let what: String
    /// What to do instead.
    let remedy: String
    /// What every such line holds somewhere, to pass over the others quickly.
    let signs: [String]
    /// The code that is not written, matched against lines without comments and literals.
    let pattern: Regex<Substring>
    /// Lines that only look like it.
    var except: Regex<Substring>?
    /// The files it is not written in.
    let applies: @Sendable (SourceFile) -> Bool

    /// Places where the rule is broken.
    func check(_ file: SourceFile) -> [Finding] {
        guard applies(file) else { return [] }
        return file.findings(what, remedy) { line in
            signs.contains(where: line.contains) && line.contains(pattern)
                && !(except.map { line.contains($0) } ?? false)
        }
    }

    /// Folders, or folders of files, that decide and therefore read no clock.
    static let pureFolders = [
        "Sources/Deadlines/", "Sources/Statecharts/", "Sources/Workflows/",
        "Sources/WorkflowFiles/", "Sources/Documents/", "Sources/Engine/Deciding/",
        "Sources/Engine/State/",
    ]

    /// Modules that speak to a terminal.
    static let speakers: Set<String> = ["scrutinyd", "scrutinyctl"]

    private static func isPure(_ file: SourceFile) -> Bool {
        pureFolders.contains { file.path.hasPrefix($0) }
    }

    /// All of them. Made anew for each use: a regular expression is not sendable.
    static var all: [CodeRule] {
        [
            CodeRule(
                what: "try! traps on failure",
                remedy: "Handle the error, or let the function throw.", signs: ["try!"],
                pattern: #/\btry!/#, applies: { _ in true }),
            CodeRule(
                what: "a value is unwrapped by force",
                remedy: "Use guard let, ??, or preconditionFailure with a sentence; "
                    + "in a test #require.", signs: ["!"],
                pattern: #/[A-Za-z0-9_)\]>"}?]!(?!=)/#, except: #/\btry!/#, applies: { _ in true }),
            CodeRule(
                what: "a library prints",
                remedy: "Log through swift-log, or return the text to the caller.",
                signs: ["print(", "Print(", "dump(", "NSLog("],
                pattern: #/(?:^|[^\w.]|\bSwift\.)(?:print|debugPrint|dump|NSLog)\(/#,
                except: #/\bfunc /#,
                applies: { $0.isSource && !speakers.contains($0.folder) }),
            CodeRule(
                what: "what decides reads a clock, rolls dice or waits",
                remedy: "Take the moment, the number or the value as an argument.",
                signs: [
                    "Date", "Clock", "DispatchTime", "clock_gettime", "gettimeofday", "time(",
                    "Random", "random", "UUID", "await",
                ],
                pattern: clocksAndDice, applies: isPure),
        ]
    }

    private static var clocksAndDice: Regex<Substring> {
        #/
        \bDate\(\) | \bDate\.now\b | \b(?:Continuous|Suspending)Clock\b | \bDispatchTime\b
        | \bclock_gettime\b | \bgettimeofday\b | \btime\((?:nil|&)
        | \bSystemRandomNumberGenerator\b | \.random\( | \bUUID\(\) | \bawait\b
        /#
        .wordBoundaryKind(.simple)
    }
}
