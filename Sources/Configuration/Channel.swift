/// A configured way out for messages.
package struct Channel: Hashable, Sendable {
    /// What stands behind it.
    package enum Transport: Hashable, Sendable {
        /// The system's journal.
        case journal
        /// A file to which each message is added as a line of JSON.
        case file(path: String)
        /// A plug-in started for each message.
        case exec(Program)
    }

    /// An executable with what it is started with.
    package struct Program: Hashable, Sendable {
        /// Its absolute path.
        package var path: String
        /// Its arguments, without its own name.
        package var arguments: [String]
        /// How long one run may take.
        package var timeLimit: Duration
        /// The names of the credentials it reads.
        package var credentials: [String]
        /// Variables it finds besides the message's own.
        package var environment: [String: String]

        /// A program.
        package init(
            path: String, arguments: [String] = [], timeLimit: Duration = .seconds(30),
            credentials: [String] = [], environment: [String: String] = [:]
        ) {
            self.path = path
            self.arguments = arguments
            self.timeLimit = timeLimit
            self.credentials = credentials
            self.environment = environment
        }
    }

    /// Its name in routes, messages and commands.
    package var name: String
    /// What stands behind it.
    package var transport: Transport
    /// How often one message is tried before it is a dead letter.
    package var attempts: Int
    /// How many messages are handed over at once.
    package var concurrency: Int

    /// A channel.
    package init(name: String, transport: Transport, attempts: Int = 8, concurrency: Int = 2) {
        self.name = name
        self.transport = transport
        self.attempts = attempts
        self.concurrency = concurrency
    }
}
