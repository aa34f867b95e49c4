import Testing

/// One place that breaks a rule of the house, with what to do about it.
struct Finding: CustomStringConvertible {
    /// The file, from the package's root.
    let path: String
    /// The line, from 1; 0 where the whole file or folder is meant.
    let line: Int
    /// What is wrong there.
    let what: String
    /// What to do about it.
    let remedy: String

    var description: String {
        let place = line > 0 ? "\(path):\(line)" : path
        return "\(place): \(what). \(remedy)"
    }
}

/// Records an issue for each finding, so that all of them are seen in one run.
func expectNone(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
    for finding in findings {
        Issue.record("\(finding)", sourceLocation: sourceLocation)
    }
}
