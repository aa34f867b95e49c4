package import Statecharts

extension Chart {
    /// The path of a state given by its path or its bare name where that is unique, or nil.
    package func path(named text: String) -> String? { state(text)?.path }
}
