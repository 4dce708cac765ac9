package org.watchbill.gateway;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.watchbill.gateway.call.CallToolMethod;
import org.watchbill.gateway.call.Calls;
import org.watchbill.gateway.call.ListToolsMethod;
import org.watchbill.gateway.call.Methods;
import org.watchbill.gateway.call.ServerIdentity;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.credential.Credentials;
import org.watchbill.gateway.credential.ExchangedTokens;
import org.watchbill.gateway.credential.PresentedCredential;
import org.watchbill.gateway.credential.TokenExchange;
import org.watchbill.gateway.door.BrowserAccess;
import org.watchbill.gateway.door.Door;
import org.watchbill.gateway.door.OriginRules;
import org.watchbill.gateway.door.Replies;
import org.watchbill.gateway.elicitation.AskPeople;
import org.watchbill.gateway.elicitation.Elicitations;
import org.watchbill.gateway.era.McpEndpoint;
import org.watchbill.gateway.legacy.Handshake;
import org.watchbill.gateway.legacy.LegacyAnswers;
import org.watchbill.gateway.legacy.LegacyEra;
import org.watchbill.gateway.modern.DiscoverMethod;
import org.watchbill.gateway.modern.ModernAnswers;
import org.watchbill.gateway.modern.ModernEra;
import org.watchbill.gateway.modern.ParamHeaderCheck;
import org.watchbill.gateway.page.ConnectPage;
import org.watchbill.gateway.session.Sessions;
import org.watchbill.gateway.upstream.Upstreams;
import org.watchbill.gateway.wellknown.GatewayResource;
import org.watchbill.gateway.wellknown.IssuerMetadataEndpoint;
import org.watchbill.gateway.wellknown.ResourceMetadataEndpoint;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.BackendClient;
import org.watchbill.kit.http.HttpServer;
import org.watchbill.kit.run.RunningService;
import org.watchbill.kit.token.TokenVerifier;

/** The gateway: everything built and started, until it is closed. */
public final class GatewayService implements RunningService {

    private static final String VERSION = "0.1.0";
    private static final Duration AUTH_TIMEOUT = Duration.ofSeconds(5);

    private final HttpServer server;
    private final Upstreams upstreams;
    private final BackendClient authService;

    private GatewayService(HttpServer server, Upstreams upstreams, BackendClient authService) {
        this.server = server;
        this.upstreams = upstreams;
        this.authService = authService;
    }

    public static GatewayService start(Settings settings, InstantSource time) {
        Map<String, URI> urls = settings.uris("upstreams");
        if (urls.isEmpty()) {
            throw new ConfigurationException("Setting 'upstreams' must name a service");
        }
        GatewayResource resource = new GatewayResource(settings.uri("server.public-url"), settings.text("auth.issuer"));
        Upstreams upstreams = new Upstreams(urls);
        BackendClient authService = BackendClient.of(settings.uri("auth.url"), AUTH_TIMEOUT);
        Challenge challenge = challenge(resource, GatewayResource.MCP_PATH);
        Credentials credentials = credentials(settings, resource, authService, time);
        McpEndpoint endpoint = endpoint(settings, upstreams, credentials, challenge, time);
        HttpServer.Routes routes = new HttpServer.Routes(
                routing -> routing.register("/", new ConnectPage(resource.identifier()))
                        .register(GatewayResource.METADATA_PATH, new ResourceMetadataEndpoint(resource))
                        .register(
                                IssuerMetadataEndpoint.PATH,
                                new IssuerMetadataEndpoint(authService, resource.issuer(), time))
                        .register(GatewayResource.MCP_PATH, endpoint)
                        .register(
                                GatewayResource.OTHER_MCP_PATH,
                                endpoint.challenging(challenge(resource, GatewayResource.OTHER_MCP_PATH))),
                routing -> {},
                List.of(),
                Set.of(GatewayResource.MCP_PATH, GatewayResource.OTHER_MCP_PATH)::contains);
        return new GatewayService(HttpServer.start(settings, routes), upstreams, authService);
    }

    private static Challenge challenge(GatewayResource resource, String path) {
        return new Challenge(resource.metadataUrl(path), GatewayResource.BASE_SCOPES);
    }

    private static Credentials credentials(
            Settings settings, GatewayResource resource, BackendClient authService, InstantSource time) {
        List<String> audiences =
                settings.uris("upstreams").keySet().stream().sorted().toList();
        TokenExchange exchange = new TokenExchange(
                authService,
                settings.secret("auth.client-secret-file"),
                audiences,
                new TokenVerifier(TokenVerifier.Trust.of(settings, audiences.getFirst()), time));
        TokenVerifier.Trust trust = TokenVerifier.Trust.of(settings, resource.identifier())
                .orAudience(resource.identifier(GatewayResource.EVENTS_PATH));
        return new Credentials(
                new PresentedCredential.LegacyForms(
                        settings.flag("legacy-credentials.headers"), settings.flag("legacy-credentials.query")),
                new TokenVerifier(trust, time),
                new ExchangedTokens(exchange::exchange, time));
    }

    private static McpEndpoint endpoint(
            Settings settings, Upstreams upstreams, Credentials credentials, Challenge challenge, InstantSource time) {
        ServerIdentity identity = new ServerIdentity(VERSION);
        Catalogue catalogue = new Catalogue(upstreams, time);
        Methods methods = new Methods(
                Map.of("tools/list", new ListToolsMethod(catalogue), "tools/call", new CallToolMethod(catalogue)));
        Calls calls = new Calls(time);
        Sessions sessions = new Sessions(settings.secret("session.key-file"), time);
        Elicitations elicitations = new Elicitations();
        AskPeople people = new AskPeople(elicitations, settings.duration("elicitation.patience"), time);
        ModernEra modern = new ModernEra(
                calls,
                methods,
                new ParamHeaderCheck(catalogue),
                new DiscoverMethod(identity),
                new ModernAnswers(identity, challenge));
        LegacyEra legacy = new LegacyEra(
                new Handshake(sessions, identity, time),
                sessions,
                elicitations,
                calls,
                new LegacyAnswers(methods, people, challenge));
        OriginRules origins =
                new OriginRules(settings.uri("server.public-url"), settings.texts("server.allowed-origins"));
        Door door =
                new Door(new BrowserAccess(origins), credentials, new Replies(settings.duration("streams.keep-alive")));
        return new McpEndpoint(door, challenge, modern, legacy);
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
        upstreams.close();
        authService.close();
    }
}
