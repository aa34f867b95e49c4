import Foundation
import FuzzTargets
import Testing

/// The inputs that are kept: seeds, and what once broke something.
@Suite("What is fuzzed", .timeLimit(.minutes(2)))
struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fuzzing/Corpus")

    private static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    @Test("Every target has seeds, and every folder of seeds a target")
    func folders() throws {
        #expect(try Self.names(in: Self.folder) == FuzzTarget.allCases.map(\.rawValue).sorted())
    }

    @Test("What must hold holds for every kept input", arguments: FuzzTarget.allCases)
    func replay(target: FuzzTarget) throws {
        let folder = Self.folder.appending(path: target.rawValue)
        let names = try Self.names(in: folder)
        #expect(names.count >= 2)
        for name in names {
            let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
            #expect(throws: Never.self, "\(target.rawValue)/\(name)") { try target.check(bytes) }
        }
    }

    @Test("What must hold holds for kept inputs cut short, doubled, and with bytes changed")
    func mangled() throws {
        for target in FuzzTarget.allCases {
            let folder = Self.folder.appending(path: target.rawValue)
            for name in try Self.names(in: folder) {
                let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
                for variant in Self.variants(of: bytes.prefix(2_000)) {
                    #expect(throws: Never.self, "\(target.rawValue)/\(name): \(variant)") {
                        try target.check(variant)
                    }
                }
            }
        }
    }

    private static func variants(of bytes: ArraySlice<UInt8>) -> [[UInt8]] {
        let half = bytes.count / 2
        var variants = [bytes.prefix(half), bytes.suffix(half), bytes + bytes].map(Array.init)
        for (step, byte) in [(7, UInt8(0xFF)), (11, 0x20), (13, 0x28), (5, 0x0A)] {
            var changed = Array(bytes)
            for index in stride(from: step, to: changed.count, by: step * 5) {
                changed[index] = byte
            }
            variants.append(changed)
        }
        return variants
    }
}
