package import Varlink

/// The interface `org.scrutinyd.Register`, which reads: its types and methods.
package enum Register {
    /// What `org.scrutinyd.Register.varlink` says; the documentation of each type is there.
    package static let description = InterfaceDescription(
        embedded: PackageResources.org_scrutinyd_Register_varlink)
}
