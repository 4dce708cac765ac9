package org.watchbill.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.watchbill.gateway.GatewayService;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;

/** A gateway on a free port, with auth-service and schedule-service faked and time standing still. */
public final class RunningGateway implements AutoCloseable {

    public static final String RESOURCE = "http://localhost:8080/mcp";

    private final MovableTime time;
    private final AuthFake auth;
    private final UpstreamFake schedule;
    private final Map<String, String> settings;
    private final SharedState state;
    private final GatewayService service;
    private final boolean alone;

    public RunningGateway() {
        this(ToolAnswers.schedule(), Map.of());
    }

    public RunningGateway(UpstreamFake schedule, Map<String, String> more) {
        this.time = new MovableTime(Instant.parse("2026-11-20T12:00:00Z"));
        this.schedule = schedule;
        this.auth = new AuthFake(time);
        this.settings = new HashMap<>(Map.of(
                "server.port", "0",
                "server.internal-port", "0",
                "auth.issuer", auth.tokens().issuer(),
                "auth.url", auth.url().toString(),
                "auth.client-secret-file", file(AuthFake.SECRET),
                "session.key-file", file("a-session-key-of-at-least-32-characters"),
                "streams.keep-alive", "PT0.05S",
                "upstreams.schedule-service.url", schedule.url().toString()));
        // Time stands still, so that a bucket never fills again.
        for (String limit : List.of("per-principal", "per-address")) {
            settings.put("limits." + limit + "-burst", "1000000");
        }
        settings.putAll(more);
        this.state = new LastingState(time);
        this.service = GatewayService.start(Settings.of("mcp-gateway", settings), time, state);
        this.alone = true;
    }

    private RunningGateway(RunningGateway other, SharedState state) {
        this.time = other.time;
        this.schedule = other.schedule;
        this.auth = other.auth;
        this.settings = other.settings;
        this.state = state;
        this.service = GatewayService.start(Settings.of("mcp-gateway", settings), time, state);
        this.alone = false;
    }

    /** A second gateway beside this one, which shares everything with it; close it first. */
    public RunningGateway replica() {
        return new RunningGateway(this, state);
    }

    /** A second gateway that shares the state through its own way there. */
    public RunningGateway replica(UnaryOperator<SharedState> way) {
        return new RunningGateway(this, way.apply(state));
    }

    public MovableTime time() {
        return time;
    }

    public AuthFake auth() {
        return auth;
    }

    public UpstreamFake schedule() {
        return schedule;
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }

    /** On the internal socket. */
    public URI internalAt(String path) {
        return URI.create("http://127.0.0.1:" + service.internalPort() + path);
    }

    public String metrics() {
        return Wire.get(URI.create("http://127.0.0.1:" + service.internalPort() + "/observe/metrics"))
                .body();
    }

    /** A member whose client dials {@code path}. */
    public ModernClient member(String path) {
        return new ModernClient(at(path), memberToken());
    }

    public String memberToken() {
        return auth.clientToken(TestTokens.member("Ana Ruiz", "ana@harbor.example"), RESOURCE);
    }

    public ModernClient member() {
        return new ModernClient(at("/mcp"), memberToken());
    }

    public ModernClient admin() {
        return new ModernClient(at("/mcp"), auth.clientToken(TestTokens.admin(), RESOURCE));
    }

    public LegacyClient legacy() {
        return legacy(TestTokens.member("Ana Ruiz", "ana@harbor.example"));
    }

    public LegacyClient legacy(Caller caller) {
        return new LegacyClient(at("/mcp"), auth.clientToken(caller, RESOURCE));
    }

    private static String file(String content) {
        try {
            Path file = Files.createTempFile("gateway", ".secret");
            file.toFile().deleteOnExit();
            return Files.writeString(file, content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        service.close();
        if (alone) {
            schedule.close();
            auth.close();
        }
    }
}
