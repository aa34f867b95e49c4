package import Deadlines

extension StoreTransaction {
    /// What `body` answers, kept under the request's id; a request sent again gets its first
    /// answer, and `body` does not run.
    ///
    /// - Parameter request: the request's key and the hash of its parameters; nil where the client
    ///   gave no id: then nothing is kept.
    /// - Throws: ``EngineError/requestReused(_:)`` where the id came with other parameters before.
    package func answerOnce<Answer: Codable>(
        _ request: (key: RequestKey, parametersHash: String)?, at now: Instant,
        _ body: () throws -> Answer
    ) throws -> Answer {
        guard let request else { return try body() }
        if let stored = try self.request(request.key) {
            guard stored.parametersHash == request.parametersHash else {
                throw EngineError.requestReused(request.key.id)
            }
            return try CanonicalJSON.decode(Answer.self, from: stored.answer)
        }
        let answer = try body()
        try put(
            StoredRequest(
                key: request.key, parametersHash: request.parametersHash,
                answer: try CanonicalJSON.text(answer), at: now))
        return answer
    }
}
