extension Manager {
    /// Takes what people wrote out of one history entry.
    package struct Redact: ControlMethod {
        package static let method = "org.scrutinyd.Manager.Redact"

        /// The scrutiny's id.
        package var id: String
        /// The number of the entry within the scrutiny.
        package var sequence: Int
        /// Why, for the history: it must not repeat what is taken out.
        package var reason: String
        /// Facts whose values stay.
        package var keep: [String]
        /// True: says what would be taken out, and changes nothing.
        package var dryRun: Bool?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            id: String, sequence: Int, reason: String, keep: [String], dryRun: Bool? = nil,
            request: String? = nil
        ) {
            self.id = id
            self.sequence = sequence
            self.reason = reason
            self.keep = keep
            self.dryRun = dryRun
            self.request = request
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// The number of the new entry; nil where nothing changed.
            package var sequence: Int?
            /// Whether the store's files are cleared of what was taken out; false of a dry run.
            package var cleared: Bool
            /// The texts that would be; none unless it is a dry run.
            package var texts: [String]
            /// Where they stand besides, a sentence each.
            package var remarks: [String]

            /// A reply of its parts.
            package init(
                sequence: Int? = nil, cleared: Bool, texts: [String], remarks: [String]
            ) {
                self.sequence = sequence
                self.cleared = cleared
                self.texts = texts
                self.remarks = remarks
            }
        }
    }

    /// Writes a proved copy of the store into the state directory's folder `backups`.
    package struct Backup: ControlMethod {
        package static let method = "org.scrutinyd.Manager.Backup"

        /// A call.
        package init() {}

        /// What it answers.
        package struct Reply: WireValue {
            /// The file's path.
            package var path: String
            /// The position of the copy's last history entry; 0 where there is none.
            package var position: Int
            /// That entry's hash.
            package var head: String

            /// A reply of its parts.
            package init(path: String, position: Int, head: String) {
                self.path = path
                self.position = position
                self.head = head
            }
        }
    }
}
