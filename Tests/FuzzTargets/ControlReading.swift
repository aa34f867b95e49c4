import ControlProtocol
import Varlink

/// What must hold of the parameters of calls, and of errors as clients read them.
enum ControlReading {
    static func check(_ bytes: [UInt8]) throws {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes, values: 4_096)
        } catch {
            return
        }
        guard let members = value.members else { return }
        for method in ControlInterfaces.methods { try check(members, of: method) }
        for error in ["NoSuchScrutiny", "EventNotAccepted", "NotCurrent", "ReloadRefused"] {
            let answer = VarlinkError("org.scrutinyd.Clerk.\(error)", members)
            _ = ControlError(ClientError.refused(answer)).description
        }
    }

    /// What the interface lets pass is a value of the method's type, and is written as it was read.
    private static func check<Method: ControlMethod>(
        _ members: JSONObject, of method: Method.Type
    ) throws {
        let fits = fits(members, Method.method)
        let call: Method
        do {
            call = try JSONValue.object(members).decoded()
        } catch {
            return try hold(!fits, "\(Method.method) takes what its interface lets pass: \(error)")
        }
        let written = try JSONValue(encoding: call).members ?? [:]
        try hold(
            try JSONValue.object(written).decoded(as: Method.self) == call,
            "\(call) is read back as it was")
        if fits { try hold(self.fits(written, Method.method), "\(written) fits its interface") }
    }

    private static func fits(_ members: JSONObject, _ name: String) -> Bool {
        for interface in ControlInterfaces.descriptions where name.hasPrefix(interface.name + ".") {
            guard let method = interface.method(String(name.dropFirst(interface.name.count + 1)))
            else { continue }
            do {
                try interface.check(members, against: method.input)
                return true
            } catch {
                return false
            }
        }
        return false
    }
}
