import Deadlines
import Engine
import Foundation
import GRDB

extension String {
    /// The text as it is bound to a statement: TEXT, or its UTF-8 as a BLOB where it holds a NUL.
    ///
    /// GRDB binds texts as C strings, so that a NUL would cut them: two request ids could become
    /// one, and a name with a tail could find what it does not name.
    var stored: DatabaseValue {
        utf8.contains(0) ? Data(utf8).databaseValue : databaseValue
    }
}

extension Row {
    /// The text in a column, as `String.stored` wrote it.
    func text(_ column: String) throws -> String {
        guard let text = try optionalText(column) else { throw unreadable(column) }
        return text
    }

    /// The text in a column, or nil for NULL.
    func optionalText(_ column: String) throws -> String? {
        switch value(column) {
        case .null: nil
        case .string(let text): text
        case .blob(let data): String(decoding: data, as: UTF8.self)
        case .int64, .double: throw unreadable(column)
        }
    }

    /// The whole number in a column.
    func number(_ column: String) throws -> Int64 {
        guard case .int64(let number) = value(column) else { throw unreadable(column) }
        return number
    }

    /// The whole number in a column, or nil for NULL.
    func optionalNumber(_ column: String) throws -> Int64? {
        if case .null = value(column) { return nil }
        return try number(column)
    }

    /// The bytes in a column, or nil for NULL.
    func optionalBytes(_ column: String) throws -> Data? {
        switch value(column) {
        case .null: nil
        case .blob(let data): data
        case .int64, .double, .string: throw unreadable(column)
        }
    }

    /// The bytes in a column.
    func bytes(_ column: String) throws -> Data {
        guard let data = try optionalBytes(column) else { throw unreadable(column) }
        return data
    }

    /// The moment in a column.
    func instant(_ column: String) throws -> Instant {
        Instant(milliseconds: try number(column))
    }

    /// The moment in a column, or nil for NULL.
    func optionalInstant(_ column: String) throws -> Instant? {
        if case .null = value(column) { return nil }
        return try instant(column)
    }

    /// A value in a column that is made of a text; `make` gives nil for what it does not know.
    func reading<Value>(_ column: String, _ make: (String) -> Value?) throws -> Value {
        guard let value = make(try text(column)) else { throw unreadable(column) }
        return value
    }

    /// The value whose JSON a column holds, as text or as bytes.
    func json<Value: Decodable>(_ type: Value.Type, _ column: String) throws -> Value {
        do {
            if case .string(let text) = value(column) {
                return try CanonicalJSON.decode(type, from: text)
            }
            return try CanonicalJSON.decode(type, from: try bytes(column))
        } catch let error as DecodingError {
            throw StoreError.failure(.corrupt, "column \(column) holds no \(type): \(error)")
        }
    }

    private func value(_ column: String) -> DatabaseValue.Storage {
        let value: DatabaseValue = self[column]
        return value.storage
    }

    private func unreadable(_ column: String) -> StoreError {
        .failure(.corrupt, "column \(column) does not hold what the schema says")
    }
}

extension Instant {
    /// The moment as it is stored.
    var stored: DatabaseValue { milliseconds.databaseValue }
}

extension Optional where Wrapped == String {
    /// The text as it is stored, NULL for nil.
    var stored: DatabaseValue { self?.stored ?? .null }
}

extension Optional where Wrapped == Instant {
    /// The moment as it is stored, NULL for nil.
    var stored: DatabaseValue { self?.stored ?? .null }
}
