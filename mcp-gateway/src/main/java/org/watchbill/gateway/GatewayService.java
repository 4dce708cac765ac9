package org.watchbill.gateway;

import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.watchbill.gateway.call.Calls;
import org.watchbill.gateway.call.Method;
import org.watchbill.gateway.call.Methods;
import org.watchbill.gateway.call.ServerIdentity;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.catalogue.DefaultToolsets;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.gateway.companion.McpHealthEndpoint;
import org.watchbill.gateway.companion.ToolListEndpoint;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.credential.Credentials;
import org.watchbill.gateway.credential.ExchangedTokens;
import org.watchbill.gateway.credential.PresentedCredential;
import org.watchbill.gateway.credential.Proofs;
import org.watchbill.gateway.credential.TokenExchange;
import org.watchbill.gateway.door.BrowserAccess;
import org.watchbill.gateway.door.Door;
import org.watchbill.gateway.door.OriginRules;
import org.watchbill.gateway.door.Replies;
import org.watchbill.gateway.era.McpEndpoint;
import org.watchbill.gateway.httpsse.Connections;
import org.watchbill.gateway.httpsse.EventsEndpoint;
import org.watchbill.gateway.httpsse.HoldStream;
import org.watchbill.gateway.httpsse.MessageEndpoint;
import org.watchbill.gateway.legacy.LegacyEra;
import org.watchbill.gateway.limit.CallerLimits;
import org.watchbill.gateway.page.ConnectPage;
import org.watchbill.gateway.relay.CallToolMethod;
import org.watchbill.gateway.relay.CompleteMethod;
import org.watchbill.gateway.relay.GetPromptMethod;
import org.watchbill.gateway.relay.ListMethod;
import org.watchbill.gateway.relay.ReadResourceMethod;
import org.watchbill.gateway.shared.SharedProofs;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.gateway.task.TaskSeals;
import org.watchbill.gateway.upstream.Upstream;
import org.watchbill.gateway.upstream.UpstreamSetting;
import org.watchbill.gateway.upstream.Upstreams;
import org.watchbill.gateway.wellknown.GatewayResource;
import org.watchbill.gateway.wellknown.IssuerMetadataEndpoint;
import org.watchbill.gateway.wellknown.ResourceMetadataEndpoint;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.BackendClient;
import org.watchbill.kit.http.HttpServer;
import org.watchbill.kit.http.Readiness;
import org.watchbill.kit.http.address.ClientAddresses;
import org.watchbill.kit.run.RunningService;
import org.watchbill.kit.token.TokenVerifier;

/** The gateway: everything built and started, until it is closed. */
public final class GatewayService implements RunningService {

    private static final String VERSION = "0.1.0";
    private static final Set<String> STREAMING = Set.of(
            GatewayResource.MCP_PATH,
            GatewayResource.OTHER_MCP_PATH,
            GatewayResource.EVENTS_PATH,
            MessageEndpoint.PATH);
    private static final Duration AUTH_TIMEOUT = Duration.ofSeconds(5);

    private final HttpServer server;
    private final List<Runnable> behind;

    private GatewayService(HttpServer server, List<Runnable> behind) {
        this.server = server;
        this.behind = behind;
    }

    public static GatewayService start(Settings settings, InstantSource time) {
        return start(settings, time, SharedState.open(settings, time));
    }

    /** With a given state, which then is the gateway's to close. */
    public static GatewayService start(Settings settings, InstantSource time, SharedState state) {
        List<UpstreamSetting> services = UpstreamSetting.all(settings);
        GatewayResource resource = new GatewayResource(settings.uri("server.public-url"), settings.text("auth.issuer"));
        Upstreams upstreams = new Upstreams(services);
        BackendClient authService = BackendClient.of(settings.uri("auth.url"), AUTH_TIMEOUT);
        Challenge challenge = challenge(resource, GatewayResource.MCP_PATH);
        Challenge otherChallenge = challenge(resource, GatewayResource.OTHER_MCP_PATH);
        TokenExchange exchange = exchange(settings, UpstreamSetting.audiences(services), authService, time);
        Proofs proofs = new Proofs(resource.publicUrl(), new SharedProofs(state, time), time);
        Credentials credentials = credentials(settings, resource, proofs, exchange, time);
        CallerLimits limits = CallerLimits.of(settings, state, time);
        Door door = door(settings, credentials, limits);
        Catalogue catalogue = new Catalogue(upstreams, new DefaultToolsets(settings.texts("toolsets.default")), time);
        TaskSeals tasks = new TaskSeals(settings.secret("session.key-file"));
        LegacyParts.Shared shared =
                new LegacyParts.Shared(state, methods(catalogue, tasks), new Calls(time), new ServerIdentity(VERSION));
        ModernParts.Behind behind = ModernParts.Behind.of(upstreams, catalogue, tasks, time);
        LegacyParts legacy = LegacyParts.of(settings, shared, behind.listening(), time);
        ModernParts modern = ModernParts.of(settings, shared, behind, time);
        McpEndpoint endpoint = new McpEndpoint(door, challenge, modern.era(), legacy.era());
        EventsParts events = EventsParts.of(settings, shared, legacy.era(), time);
        HttpServer.Routes routes = new HttpServer.Routes(
                routing -> {
                    documents(routing, resource, new IssuerMetadataEndpoint(authService, resource.issuer(), time));
                    routing.register(McpHealthEndpoint.PATH, new McpHealthEndpoint(upstreams, VERSION))
                            .register(ToolListEndpoint.PATH, new ToolListEndpoint(door, challenge, catalogue))
                            .register(GatewayResource.MCP_PATH, endpoint)
                            .register(GatewayResource.OTHER_MCP_PATH, endpoint.challenging(otherChallenge));
                    events(routing, challenge(resource, GatewayResource.EVENTS_PATH), endpoint, door, events);
                },
                routing -> {},
                List.of(Readiness.helpful("shared-state", state::isReachable)),
                STREAMING::contains);
        HttpServer server = HttpServer.start(settings, routes);
        limits.countOn(server);
        upstreams.all().forEach(upstream -> watch(upstream, server));
        return new GatewayService(server, List.of(legacy::close, upstreams::close, authService::close, state::close));
    }

    /** The HTTP+SSE transport, put together. */
    private record EventsParts(Connections connections, HoldStream streams, LegacyEra legacy) {

        static EventsParts of(Settings settings, LegacyParts.Shared shared, LegacyEra legacy, InstantSource time) {
            Connections connections = new Connections(settings.secret("session.key-file"), shared.state(), time);
            return new EventsParts(
                    connections,
                    new HoldStream(connections, legacy, settings.duration("streams.keep-alive"), time),
                    legacy);
        }
    }

    private static void documents(
            HttpRouting.Builder routing, GatewayResource resource, IssuerMetadataEndpoint issuerMetadata) {
        routing.register("/", new ConnectPage(resource))
                .register(GatewayResource.METADATA_PATH, new ResourceMetadataEndpoint(resource))
                .register(IssuerMetadataEndpoint.PATH, issuerMetadata);
    }

    /** On one path the older transport's stream and, for all else, the MCP endpoint. */
    private static void events(
            HttpRouting.Builder routing, Challenge challenge, McpEndpoint endpoint, Door door, EventsParts parts) {
        routing.register(
                        GatewayResource.EVENTS_PATH,
                        new EventsEndpoint(door, challenge, parts.streams()),
                        endpoint.challenging(challenge).besideStream())
                .register(
                        MessageEndpoint.PATH,
                        new MessageEndpoint(door, challenge, parts.connections(), parts.legacy()));
    }

    private static void watch(Upstream upstream, HttpServer server) {
        server.gauge(
                "upstream.resting",
                "1 while calls to an upstream are refused because the last ones failed",
                "upstream",
                upstream.name(),
                () -> upstream.isResting() ? 1 : 0);
    }

    private static Challenge challenge(GatewayResource resource, String path) {
        return new Challenge(resource.metadataUrl(path), GatewayResource.firstScopes(path));
    }

    private static TokenExchange exchange(
            Settings settings, List<String> audiences, BackendClient authService, InstantSource time) {
        return new TokenExchange(
                authService,
                settings.secret("auth.client-secret-file"),
                audiences,
                new TokenVerifier(TokenVerifier.Trust.of(settings, audiences.getFirst()), time));
    }

    private static Credentials credentials(
            Settings settings, GatewayResource resource, Proofs proofs, TokenExchange exchange, InstantSource time) {
        TokenVerifier.Trust trust = TokenVerifier.Trust.of(settings, resource.identifier())
                .orAudience(resource.identifier(GatewayResource.EVENTS_PATH));
        return new Credentials(
                new PresentedCredential.LegacyForms(
                        settings.flag("legacy-credentials.headers"), settings.flag("legacy-credentials.query")),
                new TokenVerifier(trust, time),
                proofs,
                new ExchangedTokens(exchange::exchange, time));
    }

    private static Door door(Settings settings, Credentials credentials, CallerLimits limits) {
        OriginRules origins =
                new OriginRules(settings.uri("server.public-url"), settings.texts("server.allowed-origins"));
        return new Door(
                new BrowserAccess(origins),
                ClientAddresses.of(settings),
                limits,
                credentials,
                new Replies(settings.duration("streams.keep-alive")));
    }

    private static Methods methods(Catalogue catalogue, TaskSeals tasks) {
        Map<String, Method> methods = new HashMap<>(Map.of(
                "tools/call", new CallToolMethod(catalogue, tasks),
                "prompts/get", new GetPromptMethod(catalogue),
                "resources/read", new ReadResourceMethod(catalogue),
                "completion/complete", new CompleteMethod(catalogue)));
        for (Kind kind : Kind.values()) {
            methods.put(kind.method(), new ListMethod(catalogue, kind));
        }
        return new Methods(methods);
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public int internalPort() {
        return server.internalPort();
    }

    /** Lets requests in flight finish. */
    @Override
    public void close() {
        server.close();
        behind.forEach(Runnable::run);
    }
}
