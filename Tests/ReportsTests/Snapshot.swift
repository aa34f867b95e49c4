import FoundationEssentials
import Reports
import Testing

/// A report's text as it was looked at and found right, in `Snapshots/NAME.txt`.
///
/// `RECORD_SNAPSHOTS=1 swift test --filter ReportsTests` writes them anew: read the difference
/// before it is committed.
struct Snapshot {
    /// The file's name without its ending.
    let name: String

    /// Expects that a report says what the snapshot says.
    func expect(
        _ report: some Report, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let file = folder.appending(path: "Snapshots/\(name).txt")
        let text = report.text() + "\n"
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data(text.utf8).write(to: file)
        }
        let recorded = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(text == recorded, sourceLocation: sourceLocation)
    }
}
