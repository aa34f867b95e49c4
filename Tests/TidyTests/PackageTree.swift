import Foundation

/// The files of the package that these tests belong to.
enum PackageTree {
    /// The package's root folder.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// All Swift files of `Sources` and `Tests`, by path; read once.
    static func swiftFiles() throws -> [SourceFile] { try held.get() }

    private static let held = Result {
        try paths(in: ["Sources", "Tests"]).filter { $0.hasSuffix(".swift") }.map(file)
    }

    /// Everything that is shipped as text: code, definitions, units, pages, scripts.
    static func texts() throws -> [SourceFile] {
        let folders = [
            "Sources", "Tests", "Workflows", "etc", "systemd", "debian", "Documentation",
            "Scripts", "Benchmarks",
        ]
        let pages = try names(in: "").filter { $0.hasSuffix(".md") || $0.hasSuffix("file") }
        return try (paths(in: folders) + pages + ["Package.swift"]).compactMap { path in
            // What is not UTF-8 is no text.
            guard let text = String(data: try data(of: path), encoding: .utf8) else { return nil }
            return SourceFile(path: path, text: text)
        }
    }

    /// A file of the package.
    static func file(_ path: String) throws -> SourceFile {
        SourceFile(path: path, text: String(decoding: try data(of: path), as: UTF8.self))
    }

    /// The names in a folder, ordered; none where there is no such folder.
    static func names(in folder: String) throws -> [String] {
        let place = root.appending(path: folder).path
        guard FileManager.default.fileExists(atPath: place) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: place)
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Folders of `Sources` or `Tests` that hold a Swift file or a module map.
    static func modules(in folder: String) throws -> [String] {
        try names(in: folder).filter { name in
            try paths(in: ["\(folder)/\(name)"]).contains {
                $0.hasSuffix(".swift") || $0.hasSuffix(".modulemap")
            }
        }
    }

    private static func data(of path: String) throws -> Data {
        try Data(contentsOf: root.appending(path: path))
    }

    private static func paths(in folders: [String]) throws -> [String] {
        try folders.flatMap { folder -> [String] in
            try names(in: folder).flatMap { name -> [String] in
                let path = "\(folder)/\(name)"
                return isFolder(path) ? try paths(in: [path]) : [path]
            }
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let place = root.appending(path: path).path
        return FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
            && isFolder.boolValue
    }
}
