package org.watchbill.system.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.watchbill.kit.testing.TlsHost;
import org.watchbill.system.story.Accounts;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Roster;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.SuitePlan;
import org.watchbill.system.suite.WatchbillSuite;
import tools.jackson.databind.JsonNode;

/** The demo suite that the tests of this package share, on the machine's clock; Ana is on duty on every day they take. */
final class ClientSuite {

    private static final LocalDate FIRST_DAY = LocalDate.of(2027, 3, 1);
    private static final int DAYS = 30;

    private static Optional<ClientSuite> shared = Optional.empty();

    private final NodeRuntime node;
    private final SuitePlan plan;
    private final TlsHost documents;
    private final AtomicInteger taken = new AtomicInteger();

    private ClientSuite(NodeRuntime node, SuitePlan plan, TlsHost documents) {
        this.node = node;
        this.plan = plan;
        this.documents = documents;
    }

    /** Starts it for the first test that asks; it ends with the JVM. */
    static synchronized ClientSuite shared() {
        if (shared.isEmpty()) {
            NodeRuntime node = NodeRuntime.required();
            TlsHost documents = TlsHost.start();
            SuitePlan plan = WatchbillSuite.liveWith(
                            Storage.H2, Content.DEMO, Map.of(Service.AUTH, callingThisMachine()))
                    .plan();
            importRoster(new Roster(plan));
            shared = Optional.of(new ClientSuite(node, plan, documents));
        }
        return shared.get();
    }

    private static Map<String, String> callingThisMachine() {
        return Map.of(
                "outbound.allowed-networks",
                "127.0.0.0/8, ::1/128",
                "outbound.trust-file",
                TlsHost.trustFile().toString());
    }

    private static void importRoster(Roster roster) {
        try {
            roster.importShiftTypes("code,name,days,start,end", "TS,TypeScript duty,Mon-Sun,08:00,20:00");
            roster.importShifts(Stream.concat(
                            Stream.of("date,shift,member"),
                            IntStream.range(0, DAYS)
                                    .mapToObj(day -> FIRST_DAY.plusDays(day) + ",TS," + Accounts.ANA.email()))
                    .toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NodeRuntime node() {
        return node;
    }

    SuitePlan plan() {
        return plan;
    }

    /** The address of a new document that describes a public client which may answer anywhere on this machine. */
    String describe(String name) {
        String path = "/clients/" + UUID.randomUUID() + ".json";
        String address = documents.uri(path).toString();
        documents.json(path, """
                {"client_id": "%s", "client_name": "%s", "token_endpoint_auth_method": "none",
                 "redirect_uris": ["http://127.0.0.1/callback", "http://127.0.0.1/oauth/callback"],
                 "grant_types": ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
                 "response_types": ["code"]}
                """.formatted(address, name));
        return address;
    }

    /** A day on which nobody else asks for cover. */
    LocalDate takeDay() {
        int day = taken.getAndIncrement();
        if (day >= DAYS) {
            throw new IllegalStateException("More days are needed than " + DAYS);
        }
        return FIRST_DAY.plusDays(day);
    }

    /**
     * What a program prints that asks somebody, Ana, to sign in; it keeps what it learns in a new folder, and what it takes
     * for a browser does nothing.
     */
    JsonNode attended(Map<String, String> environment, List<String> command) {
        return node.run(
                alone(environment),
                Stream.concat(
                                Stream.of("attend.mjs", Accounts.ANA.email(), Accounts.ANA.password(), "node"),
                                command.stream())
                        .toArray(String[]::new));
    }

    /** The environment of a program that shall find nothing of earlier runs and open no window. */
    Map<String, String> alone(Map<String, String> more) {
        try {
            String home = Files.createTempDirectory(plan.folder(), "home").toString();
            Map<String, String> environment = new HashMap<>(Map.of("HOME", home, "BROWSER", "true"));
            environment.putAll(more);
            return environment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String modules(String program) {
        return Path.of("node_modules", program).toString();
    }
}
