import Engine
import GRDB
import Glibc

extension StoreError {
    /// The store's failure behind SQLite's: its code's meaning for whoever runs the daemon.
    ///
    /// Result codes: <https://www.sqlite.org/rescode.html>.
    init(_ error: DatabaseError) {
        let code =
            Self.code(ofExtended: error.extendedResultCode)
            ?? Self.code(of: error.resultCode)
        self.init(code, cause: error.description, remedy: Self.remedy(for: code))
    }

    /// The transaction is gone; `failure` is what took it away.
    static func transactionLost(by failure: StoreError) -> StoreError {
        // A failure of the disk says more than that it took the transaction with it.
        guard failure.code != .transactionLost, !failure.code.isTrouble else { return failure }
        return StoreError(
            .transactionLost,
            cause:
                "SQLite rolled the transaction back (\(failure.code.rawValue)): \(failure.cause)",
            remedy: failure.remedy)
    }

    /// A failure with the usual remedy of its code.
    static func failure(_ code: Code, _ cause: String) -> StoreError {
        StoreError(code, cause: cause, remedy: remedy(for: code))
    }

    /// What says more than its family's code does: fsync(2) failed. What the disk holds is not
    /// known then, and asking again proves nothing: the kernel may have dropped the pages.
    private static func code(ofExtended extended: ResultCode) -> Code? {
        [.SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC].contains(extended) ? .notDurable : nil
    }

    /// The failure with the cause that SQLite keeps to itself: writing to a file system that has
    /// become read-only, or is full, is an I/O error to it.
    func refined(for directory: String) -> StoreError {
        var system = statvfs()
        guard code == .io, statvfs(directory, &system) == 0 else { return self }
        if system.f_flag & UInt(ST_RDONLY) != 0 { return .failure(.readOnly, cause) }
        return system.f_bavail == 0 ? .failure(.full, cause) : self
    }

    private static func code(of result: ResultCode) -> Code {
        switch result {
        case .SQLITE_FULL: .full
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: .corrupt
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .busy
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG: .constraint
        case .SQLITE_ABORT, .SQLITE_INTERRUPT: .transactionLost
        // Whatever else SQLite can say comes from the files, the memory or the system.
        default: .io
        }
    }

    /// What an operator does about a failure of that kind.
    static func remedy(for code: Code) -> String {
        switch code {
        case .full: "Free space on the store's disk, or raise its quota; nothing was changed."
        case .readOnly:
            "Give the daemon's user write access to the store's directory and files, and see "
                + "that the file system is not mounted read-only."
        case .busy: "End the program that holds the store, then try again."
        case .corrupt:
            "Stop the daemon, keep a copy of the store's files, and restore the last backup."
        case .newer: "Start the program version that wrote the store, or a newer one."
        case .notDurable:
            "Look for disk errors in the kernel's log; the daemon has to read anew what is "
                + "really on the disk."
        case .io: "Look for disk errors in the kernel's log, and see that the directory exists."
        case .transactionLost: "Nothing was changed; try again."
        case .constraint: "Nothing was changed; report this as a defect with the log's lines."
        case .closed: "Start the daemon again."
        }
    }
}
