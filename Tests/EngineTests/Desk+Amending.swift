import Deadlines
import Engine
import Testing

extension Desk {
    /// Lets what an entry recorded have happened on another day.
    @discardableResult
    func correct(
        _ sequence: Int, of id: String = "crime", to day: String, event: String? = nil
    ) async throws -> Answer {
        let date = try #require(CivilDate(iso: day))
        return try await submit(
            .command(
                .correct(
                    sequence: sequence, event: event, occurred: .on(date, nil), reason: "misread"),
                on: id))
    }

    /// Takes an entry back.
    @discardableResult
    func retract(_ sequence: Int, of id: String = "crime") async throws -> Answer {
        try await submit(.command(.retract(sequence: sequence, reason: "wrong file"), on: id))
    }

    /// What `verify` finds.
    func findings() async throws -> [String] {
        try await store.read { try Verification.run($0).findings }
    }
}
