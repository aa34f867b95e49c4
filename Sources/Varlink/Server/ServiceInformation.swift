/// What a service says of itself to `org.varlink.service.GetInfo`.
public struct ServiceInformation: Hashable, Sendable {
    /// Who makes it.
    public let vendor: String
    /// What it is.
    public let product: String
    /// Its version.
    public let version: String
    /// Where to read about it.
    public let url: String

    /// Information of its parts.
    public init(vendor: String, product: String, version: String, url: String) {
        self.vendor = vendor
        self.product = product
        self.version = version
        self.url = url
    }

    /// The interface `org.varlink.service`, which tells what the service is and speaks.
    func interface(describing descriptions: [InterfaceDescription]) -> ServedInterface {
        let own = Self.description
        let all = Dictionary(
            ([own] + descriptions).map { ($0.name, $0) }, uniquingKeysWith: { one, _ in one })
        var served = ServedInterface(own)
        served.serve("GetInfo") { [self] (_) throws(VarlinkError) in
            [
                "vendor": .string(vendor), "product": .string(product),
                "version": .string(version), "url": .string(url),
                "interfaces": .array(all.keys.sorted().map { .string($0) }),
            ]
        }
        served.serve("GetInterfaceDescription") { (call) throws(VarlinkError) in
            let name = call.parameters["interface"]?.text ?? ""
            guard let interface = all[name] else { throw .interfaceNotFound(name) }
            return ["description": .string(interface.description)]
        }
        return served
    }

    /// https://varlink.org/Service
    private static let description: InterfaceDescription = {
        do {
            return try InterfaceDescription(
                parsing: """
                    # What every Varlink service answers.
                    interface org.varlink.service

                    # What the service is, and the interfaces it speaks.
                    method GetInfo() -> (
                      vendor: string,
                      product: string,
                      version: string,
                      url: string,
                      interfaces: []string
                    )

                    # The description of one interface.
                    method GetInterfaceDescription(interface: string) -> (description: string)

                    # The service does not speak the interface.
                    error InterfaceNotFound (interface: string)

                    # The interface has no such method.
                    error MethodNotFound (method: string)

                    # The service does not offer the method.
                    error MethodNotImplemented (method: string)

                    # A parameter is missing, unknown or of the wrong type.
                    error InvalidParameter (parameter: string)

                    # The caller may not do that.
                    error PermissionDenied ()

                    # The method answers only calls that take more than one reply.
                    error ExpectedMore ()
                    """)
        } catch {
            preconditionFailure("the description of org.varlink.service is wrong: \(error)")
        }
    }()
}
