import Configuration
import Testing

@Suite("Where files are")
struct LocationsTests {
    private let variables = [
        "CONFIGURATION_DIRECTORY": "/srv/etc", "STATE_DIRECTORY": "/srv/state:/srv/more",
        "RUNTIME_DIRECTORY": "/run/panel", "CREDENTIALS_DIRECTORY": "/run/credentials/panel",
    ]

    @Test("Without flags and variables the defaults stand")
    func defaults() {
        let found = Locations.resolve(flags: .init(), environment: [:])
        #expect(
            found
                == Locations(
                    configurationFile: "/etc/scrutinyd/scrutinyd.yaml",
                    stateDirectory: "/var/lib/scrutinyd", socket: "/run/scrutinyd.sock"))
        #expect(found.dropInDirectory == "/etc/scrutinyd/conf.d")
        #expect(found.credentialsDirectory == nil)
    }

    @Test("A variable wins over the default; of several folders the first counts")
    func environment() {
        let found = Locations.resolve(flags: .init(), environment: variables)
        #expect(
            found
                == Locations(
                    configurationFile: "/srv/etc/scrutinyd.yaml", stateDirectory: "/srv/state",
                    socket: "/run/panel/scrutinyd.sock",
                    credentialsDirectory: "/run/credentials/panel"))
        #expect(found.dropInDirectory == "/srv/etc/conf.d")
    }

    @Test("A flag wins over a variable, each on its own")
    func flags() {
        let found = Locations.resolve(
            flags: .init(configurationFile: "own.yaml", socket: "own.sock"),
            environment: variables)
        #expect(found.configurationFile == "own.yaml")
        #expect(found.dropInDirectory == "./conf.d")
        #expect(found.socket == "own.sock")
        #expect(found.stateDirectory == "/srv/state")
    }

    @Test("An empty or relative variable counts as unset", arguments: ["", ":", "state", "./x"])
    func relative(value: String) {
        let found = Locations.resolve(flags: .init(), environment: ["STATE_DIRECTORY": value])
        #expect(found.stateDirectory == "/var/lib/scrutinyd")
    }
}
