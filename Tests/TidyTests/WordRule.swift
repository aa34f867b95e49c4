/// Words that have no place in what is shipped: paths of somebody's own machine.
enum WordRule {
    /// Lines that name a developer's folders.
    static func check(_ file: SourceFile) -> [Finding] {
        // The signs are apart so that this file does not find itself.
        let patterns = [
            #/(?:^|[^\w.\/$}])[\/](?:home|Users)[\/]\w/#,
            #/(?:^|[^\w.\/$}])[\/]work[\/]/#,
            #/(?:^|[^\w.\/$}])[\/]tmp[\/]h[\/]/#,
            #/\.\.[\/]shared[\/]/#,
        ]
        let signs = ["home", "Users", "work", "tmp", "shared"]
        return file.lines.enumerated().compactMap { index, line in
            guard signs.contains(where: line.contains),
                patterns.contains(where: { line.contains($0) })
            else { return nil }
            return file.finding(
                index, "a path of somebody's own machine is mentioned",
                "Use a path relative to the package, a temporary folder, or an example.org name.")
        }
    }
}
