import CLinux
import Glibc
import Testing

@testable import Varlink

/// Something that listens and answers what a test wrote down, whatever it is asked.
final class FakeService: Sendable {
    let folder: TemporaryFolder
    private let listener: Descriptor

    var path: String { folder.file("socket") }

    /// Listens; answers the first connection's first call with the bytes, then hangs up.
    init(answering bytes: [UInt8]) throws {
        let folder = try TemporaryFolder()
        let address = try #require(UnixAddress(folder.file("socket")))
        let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        listener = Descriptor(owning: number)
        self.folder = folder
        try #require(address.withSocketAddress { bind(number, $0, $1) } == 0)
        try #require(listen(number, 1) == 0)
        let hasStarted = OwnThread.start {
            let connection = accept(number, nil, nil)
            guard connection >= 0 else { return }
            let peer = RawPeer(owning: connection)
            var byte: UInt8 = 1
            while byte != 0, read(connection, &byte, 1) > 0 {}
            _ = clinux_send(connection, bytes, bytes.count)
            peer.closeSendingEnd()
        }
        try #require(hasStarted)
    }
}
