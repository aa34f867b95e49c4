import Configuration
import Documents
import Testing

@Suite("The configuration")
struct ConfigurationTests {
    /// Reads texts as the main file `a.yaml` and drop-ins `b.yaml`, `c.yaml`…
    private func load(_ texts: String...) -> LoadedConfiguration {
        let names = ["a.yaml", "b.yaml", "c.yaml"]
        return Configuration.load(
            zip(names, texts).map { Document.parse($1, file: $0) },
            knowsTimeZone: { $0.hasPrefix("Europe/") })
    }

    private static let clerk = "people: { office: { address: o@example.org, parties: clerk } }\n"

    @Test("An empty file gives the defaults, and the remark that nobody is clerk")
    func empty() {
        let loaded = load("# nothing\n")
        #expect(loaded.configuration == .defaults)
        #expect(loaded.diagnostics.map(\.severity) == [.warning])
        #expect(loaded.diagnostics.first?.remedy.contains("parties: [clerk]") == true)
    }

    @Test("Every key is read")
    func everything() throws {
        let loaded = load(
            """
            time-zone: Europe/Dublin
            send-at: 07:30
            workflows: [/srv/workflows]
            schedules: [precept, performance-update]
            roles:
              viewer: { groups: [panel, press], uids: [1000, 0] }
              admin: { users: root }
            people:
              clerk-1:
                title: "Clerk: first"
                address: clerk@example.org
                user: clerk
                parties: [clerk, { party: chair, from: 2025-06-01, to: 2026-05-31 }]
            channels:
              outbox: { file: /var/lib/scrutinyd/out.jsonl, attempts: 3, concurrency: 1 }
              mail:
                exec: [/usr/bin/notify, --from, a b]
                time-limit: 2m
                credentials: [smtp-password]
                environment: { HOST: mail.example.org }
            routes:
              default: [mail]
              rules:
                - { workflow: precept, party: [clerk, chair], to: outbox }
                - { severity: urgent, kind: [missed, reminder], to: [mail, journal] }
            closure-days: [2026-12-24, { from: 2026-12-29, to: 2026-12-31, title: Moving house }]
            limits: { connections: 10, connections-per-user: 2, message-bytes: 65536,
                      message-time: 5s }
            """)
        #expect(loaded.diagnostics == [])
        let found = try #require(loaded.configuration)
        #expect(found.timeZone == "Europe/Dublin")
        #expect(found.sendAt == TimeOfDay(hour: 7, minute: 30))
        #expect(found.schedules == ["precept", "performance-update"])
        #expect(found.sendAt.description == "07:30")
        #expect(found.workflowDirectories == ["/srv/workflows"])
        #expect(
            found.roles == [
                .viewer: RoleMembers(groups: ["panel", "press"], uids: [1000, 0]),
                .clerk: RoleMembers(groups: ["scrutiny-clerks"]),
                .admin: RoleMembers(users: ["root"]),
            ])
        #expect(
            found.person("clerk-1")
                == Person(
                    name: "clerk-1", title: "Clerk: first", address: "clerk@example.org",
                    user: "clerk",
                    bindings: [
                        .init(party: "clerk"),
                        .init(party: "chair", from: "2025-06-01", to: "2026-05-31"),
                    ]))
        #expect(found.channels.map(\.name) == ["journal", "outbox", "mail"])
        #expect(
            found.channel("outbox")
                == Channel(
                    name: "outbox", transport: .file(path: "/var/lib/scrutinyd/out.jsonl"),
                    attempts: 3, concurrency: 1))
        #expect(
            found.channel("mail")?.transport
                == .exec(
                    .init(
                        path: "/usr/bin/notify", arguments: ["--from", "a b"],
                        timeLimit: .seconds(120), credentials: ["smtp-password"],
                        environment: ["HOST": "mail.example.org"])))
        #expect(found.routes.standard == ["mail"])
        #expect(
            found.routes.rules == [
                .init(workflows: ["precept"], parties: ["clerk", "chair"], channels: ["outbox"]),
                .init(
                    severities: ["urgent"], kinds: ["missed", "reminder"],
                    channels: ["mail", "journal"]),
            ])
        #expect(
            found.closureDays == [
                .init(from: "2026-12-24", to: "2026-12-24"),
                .init(from: "2026-12-29", to: "2026-12-31", title: "Moving house"),
            ])
        var limits = Limits()
        limits.connections = 10
        limits.connectionsPerUser = 2
        limits.messageBytes = 65536
        limits.messageTime = .seconds(5)
        #expect(found.limits == limits)
    }

    @Test("A later file wins key by key; people, channels and roles one by one")
    func layers() throws {
        let loaded = load(
            Self.clerk + """
                send-at: "08:00"
                time-zone: Europe/Paris
                roles: { clerk: { groups: [a] }, viewer: { groups: [v] } }
                channels: { mail: { exec: /usr/bin/one, attempts: 3 }, out: { file: /o } }
                routes: { default: mail, rules: [{ kind: test, to: out }] }
                """,
            """
            send-at: "10:00"
            people: { chair: { address: c@example.org, parties: [chair] } }
            """,
            """
            roles: { clerk: { groups: [b] } }
            people: { office: { address: new@example.org, parties: clerk } }
            channels: { mail: { exec: /usr/bin/two } }
            routes: { default: [mail, journal] }
            """)
        #expect(loaded.diagnostics == [])
        #expect(loaded.files == ["a.yaml", "b.yaml", "c.yaml"])
        let found = try #require(loaded.configuration)
        #expect(found.sendAt == TimeOfDay(hour: 10, minute: 0))
        #expect(found.timeZone == "Europe/Paris")
        #expect(found.roles[.clerk]?.groups == ["b"])
        #expect(found.roles[.viewer]?.groups == ["v"])
        #expect(found.people.map(\.address) == ["new@example.org", "c@example.org"])
        #expect(
            found.channel("mail")
                == Channel(name: "mail", transport: .exec(.init(path: "/usr/bin/two"))))
        #expect(found.routes.standard == ["mail", "journal"])
        #expect(found.routes.rules.map(\.channels) == [["out"]])
    }

    @Test("A drop-in may name a channel of any other file")
    func channelsAcrossFiles() {
        let loaded = load(
            Self.clerk + "routes: { default: mail }", "channels: { mail: { exec: /usr/bin/m } }")
        #expect(loaded.diagnostics == [])
    }

    @Test("A reference that a later file replaces is no longer checked")
    func replacedReference() {
        let loaded = load(
            Self.clerk + "routes: { default: gone }", "routes: { default: journal }")
        #expect(loaded.diagnostics == [])
    }

    @Test("Parties are bound by dates, both ends included")
    func bindings() throws {
        let loaded = load(
            """
            people:
              one: { address: a@example.org, parties: [{ party: clerk, to: 2026-05-31 }] }
              two: { address: b@example.org, parties: [{ party: clerk, from: 2026-06-01 }] }
            """)
        let found = try #require(loaded.configuration)
        #expect(found.people(boundTo: "clerk", on: "2026-05-31").map(\.name) == ["one"])
        #expect(found.people(boundTo: "clerk", on: "2026-06-01").map(\.name) == ["two"])
        #expect(found.people(boundTo: "chair", on: "2026-06-01").isEmpty)
    }

    @Test("The first rule that fits decides, else the default")
    func routing() {
        let routes = Routes(
            rules: [
                .init(parties: ["chair"], severities: ["urgent"], channels: ["sms"]),
                .init(workflows: ["precept"], channels: ["mail", "journal"]),
                .init(kinds: ["missed"], channels: ["pager"]),
            ], standard: ["journal"])
        func channels(
            _ workflow: String, _ party: String?, _ severity: String, _ kind: String
        ) -> [String] {
            routes.channels(
                for: .init(workflow: workflow, party: party, severity: severity, kind: kind))
        }
        #expect(channels("precept", "chair", "urgent", "missed") == ["sms"])
        #expect(channels("precept", "clerk", "urgent", "missed") == ["mail", "journal"])
        #expect(channels("complaint", nil, "urgent", "missed") == ["pager"])
        #expect(channels("complaint", nil, "urgent", "reminder") == ["journal"])
    }

    @Test("A closure holds both its ends and nothing else")
    func closure() {
        let closure = ClosurePeriod(from: "2026-12-29", to: "2027-01-02")
        #expect(
            ["2026-12-28", "2026-12-29", "2027-01-01", "2027-01-02", "2027-01-03"]
                .map(closure.contains) == [false, true, true, true, false])
    }
}
