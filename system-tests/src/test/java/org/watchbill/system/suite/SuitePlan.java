package org.watchbill.system.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** The addresses, secrets and settings of one suite, decided before anything is started. */
public final class SuitePlan {

    /** The programs that hold a client secret at auth-service. */
    private static final String[] PROGRAMS = {"mcp-gateway", "schedule-service", "audit-service", "watchbill-cli"};

    private record Ports(int open, int internal) {}

    private final Path folder;
    private final Content content;
    private final Map<Service, Ports> ports = new EnumMap<>(Service.class);
    private final Map<Service, Map<String, String>> databases = new EnumMap<>(Service.class);

    public SuitePlan(Path folder, Storage storage, Content content) {
        this.folder = folder;
        this.content = content;
        for (Service service : Service.values()) {
            ports.put(service, new Ports(FreePorts.take(), FreePorts.take()));
            if (service.hasDatabase()) {
                databases.put(service, Map.copyOf(storage.settings(folder, service)));
            }
        }
        for (String program : PROGRAMS) {
            writeSecret(program);
        }
        writeSecret("keys");
        writeSecret("session");
        writeSecret("confirmation");
    }

    /** A port for something beside the four services. */
    public static int freePort() {
        return FreePorts.take();
    }

    public Path folder() {
        return folder;
    }

    /** The address of the service's public socket. */
    public URI url(Service service) {
        return URI.create("http://localhost:" + portsOf(service).open());
    }

    public URI internalUrl(Service service) {
        return URI.create("http://localhost:" + portsOf(service).internal());
    }

    public URI mcp() {
        return URI.create(url(Service.GATEWAY) + "/mcp");
    }

    /** The resource that REST tokens of the service are for. */
    public URI api(Service service) {
        return URI.create(url(service) + "/api");
    }

    public Path secretFile(String program) {
        return folder.resolve(program + ".secret");
    }

    /** The file in which auth-service leaves the one-time set-up link. */
    public Path setUpLink() {
        return folder.resolve("set-up-link");
    }

    /** How JDBC reaches the service's database: {@code database.url} and the like. */
    public Map<String, String> database(Service service) {
        return databases.getOrDefault(service, Map.of());
    }

    /** All settings that differ from the defaults, by key. */
    public Map<String, String> settings(Service service) {
        Map<String, String> settings = new TreeMap<>(database(service));
        settings.put("server.port", "" + portsOf(service).open());
        settings.put("server.internal-port", "" + portsOf(service).internal());
        settings.put("server.public-url", "" + url(service));
        settings.putAll(
                switch (service) {
                    case AUTH -> authSettings();
                    case AUDIT -> trust(service);
                    case SCHEDULE -> scheduleSettings();
                    case GATEWAY -> gatewaySettings();
                });
        return settings;
    }

    /** The same settings as environment variables. */
    public Map<String, String> environment(Service service) {
        Map<String, String> environment = new TreeMap<>();
        settings(service).forEach((key, value) -> environment.put(variable(service, key), value));
        return environment;
    }

    static String variable(Service service, String key) {
        return service.environmentPrefix()
                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private Map<String, String> authSettings() {
        Map<String, String> settings = new TreeMap<>();
        for (String program : PROGRAMS) {
            settings.put("clients." + program + ".secret-file", "" + secretFile(program));
        }
        settings.put("keys.encryption-file", "" + secretFile("keys"));
        settings.put("demo", "" + (content == Content.DEMO));
        settings.put("resources.gateway", "" + mcp());
        settings.put("resources.schedule", "" + api(Service.SCHEDULE));
        settings.put("resources.audit", "" + api(Service.AUDIT));
        settings.put("audit.url", "" + internalUrl(Service.AUDIT));
        settings.put("setup.link-file", "" + setUpLink());
        return settings;
    }

    private Map<String, String> scheduleSettings() {
        Map<String, String> settings = trust(Service.SCHEDULE);
        settings.put("audit.url", "" + internalUrl(Service.AUDIT));
        settings.put("confirmation.key-file", "" + secretFile("confirmation"));
        settings.put("demo", "" + (content == Content.DEMO));
        return settings;
    }

    private Map<String, String> gatewaySettings() {
        Map<String, String> settings = trust(Service.GATEWAY);
        settings.put("upstreams.schedule-service.url", "" + internalUrl(Service.SCHEDULE));
        settings.put("session.key-file", "" + secretFile("session"));
        return settings;
    }

    private Map<String, String> trust(Service service) {
        return new TreeMap<>(Map.of(
                "auth.issuer", "" + url(Service.AUTH),
                "auth.url", "" + url(Service.AUTH),
                "auth.client-secret-file", "" + secretFile(service.folder())));
    }

    private Ports portsOf(Service service) {
        return ports.getOrDefault(service, new Ports(0, 0));
    }

    private void writeSecret(String program) {
        byte[] secret = new byte[32];
        ThreadLocalRandom.current().nextBytes(secret);
        try {
            Files.writeString(secretFile(program), HexFormat.of().formatHex(secret));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
