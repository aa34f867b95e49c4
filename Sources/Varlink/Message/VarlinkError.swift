/// An error that a call is answered with: its qualified name and what it tells.
public struct VarlinkError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name with its interface's, `org.example.Register.NoSuchEntry`.
    public let name: String
    /// The members that the error's declaration lists.
    public let parameters: JSONObject

    /// An error of its parts.
    public init(_ name: String, _ parameters: JSONObject = [:]) {
        self.name = name
        self.parameters = parameters
    }

    /// The sentence a person reads.
    public var description: String {
        parameters.isEmpty ? name : "\(name) \(JSONValue.object(parameters))"
    }
}

/// The errors of the interface `org.varlink.service`, which every service may answer with.
extension VarlinkError {
    /// The service has no such interface.
    public static func interfaceNotFound(_ interface: String) -> VarlinkError {
        VarlinkError("org.varlink.service.InterfaceNotFound", ["interface": .string(interface)])
    }

    /// The interface has no such method; the name is the qualified one.
    public static func methodNotFound(_ method: String) -> VarlinkError {
        VarlinkError("org.varlink.service.MethodNotFound", ["method": .string(method)])
    }

    /// The interface declares the method, yet this service does not offer it.
    public static func methodNotImplemented(_ method: String) -> VarlinkError {
        VarlinkError("org.varlink.service.MethodNotImplemented", ["method": .string(method)])
    }

    /// A parameter is missing, unknown or of the wrong type; the text is its path.
    public static func invalidParameter(_ parameter: String) -> VarlinkError {
        VarlinkError("org.varlink.service.InvalidParameter", ["parameter": .string(parameter)])
    }

    /// The path of the parameter that an `InvalidParameter` complains of; nil for other errors.
    public var unusableParameter: String? {
        guard name == "org.varlink.service.InvalidParameter" else { return nil }
        guard case .string(let path) = parameters["parameter"] else { return "?" }
        return path
    }

    /// The caller may not do that.
    public static let permissionDenied = VarlinkError("org.varlink.service.PermissionDenied")

    /// The method answers only calls that ask for more than one reply.
    public static let expectedMore = VarlinkError("org.varlink.service.ExpectedMore")
}
