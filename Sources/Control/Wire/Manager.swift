package import Varlink

/// The interface `org.scrutinyd.Manager`, which runs the daemon: its types and methods.
package enum Manager {
    /// What `org.scrutinyd.Manager.varlink` says; the documentation of each type is there.
    package static let description = InterfaceDescription(
        embedded: PackageResources.org_scrutinyd_Manager_varlink)
}
