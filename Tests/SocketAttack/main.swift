import Glibc

// Attacks a control socket as a user of this machine, for a bounded time, and says what was done.
// `SocketAttack SOCKET UID SECONDS ATTACK`; root only, for nobody else may become another user.

func end(_ reason: String, status: Int32) -> Never {
    let bytes = Array((reason + "\n").utf8)
    write(STDERR_FILENO, bytes, bytes.count)
    exit(status)
}

let words = CommandLine.arguments
guard words.count == 5, let uid = UInt32(words[2]), let seconds = Double(words[3]),
    let attack = Attack(rawValue: words[4])
else {
    end("usage: SocketAttack SOCKET UID SECONDS ATTACK", status: 2)
}
var descriptors = rlimit(rlim_cur: 4_096, rlim_max: 4_096)
setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &descriptors)
guard setgroups(0, nil) == 0, setgid(uid) == 0, setuid(uid) == 0 else {
    end("cannot become user \(uid)", status: 1)
}
var tally = Tally()
attack.run(at: words[1], until: .now + .milliseconds(Int(seconds * 1_000)), &tally)
print(tally.line)
