/// What a kind of name may look like in the interface language.
enum InterfaceName {
    /// The name of an interface: two labels or more, `org.example`.
    case interface
    /// The name of a type, method or error.
    case member
    /// The name of a field or the value of an enumeration.
    case field

    /// Whether the rule allows the name.
    func admits(_ name: String) -> Bool {
        switch self {
        case .interface:
            name.wholeMatch(of: /[A-Za-z](-*[A-Za-z0-9])*(\.[A-Za-z0-9](-*[A-Za-z0-9])*)+/) != nil
        case .member: name.wholeMatch(of: /[A-Z][A-Za-z0-9]*/) != nil
        case .field: name.wholeMatch(of: /[A-Za-z](_?[A-Za-z0-9])*/) != nil
        }
    }

    /// The rule in words.
    var allowed: String {
        switch self {
        case .interface: "two labels or more of letters, digits and hyphens, joined by dots"
        case .member: "a capital letter, then letters and digits"
        case .field: "a letter, then letters, digits and single underscores between them"
        }
    }
}
