import Logging

extension LogEvent {
    /// All metadata of an event: the handler's own, over it the task's, over it the call's.
    func metadata(
        over own: Logger.Metadata, _ provider: Logger.MetadataProvider?
    ) -> Logger.Metadata {
        own.merging(provider?.get() ?? [:]) { _, new in new }
            .merging(metadata ?? [:]) { _, new in new }
    }
}
