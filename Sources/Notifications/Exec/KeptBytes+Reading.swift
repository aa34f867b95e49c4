import Glibc
import NotifierKit

extension KeptBytes {
    /// Reads once from a descriptor that poll(2) reported, and closes it at the stream's end.
    mutating func read(from descriptor: OwnedDescriptor) {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        let count = Glibc.read(descriptor.number, &buffer, buffer.count)
        if count > 0 {
            append(buffer[..<count])
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
            descriptor.close()
        }
    }
}
