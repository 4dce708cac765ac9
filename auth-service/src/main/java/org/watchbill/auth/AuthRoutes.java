package org.watchbill.auth;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.watchbill.auth.account.CheckPassword;
import org.watchbill.auth.account.SignInLimits;
import org.watchbill.auth.apitoken.ApiTokens;
import org.watchbill.auth.apitoken.ApiTokensEndpoint;
import org.watchbill.auth.apitoken.CreateApiToken;
import org.watchbill.auth.apitoken.FindApiTokens;
import org.watchbill.auth.apitoken.RevokeApiToken;
import org.watchbill.auth.apitoken.UseApiToken;
import org.watchbill.auth.authorization.AskConsent;
import org.watchbill.auth.authorization.AuthorizeEndpoint;
import org.watchbill.auth.authorization.ConsentTickets;
import org.watchbill.auth.authorization.DecideConsent;
import org.watchbill.auth.authorization.DecisionEndpoint;
import org.watchbill.auth.authorization.FindClient;
import org.watchbill.auth.client.Programs;
import org.watchbill.auth.client.RegisterClient;
import org.watchbill.auth.client.RegistrationEndpoint;
import org.watchbill.auth.exchange.CheckApiToken;
import org.watchbill.auth.exchange.CheckConnection;
import org.watchbill.auth.exchange.CheckLegacyPassword;
import org.watchbill.auth.exchange.SubjectCheck;
import org.watchbill.auth.exchange.TokenExchangeGrant;
import org.watchbill.auth.grant.RedeemCode;
import org.watchbill.auth.grant.RefreshGrant;
import org.watchbill.auth.grant.RefreshTokens;
import org.watchbill.auth.key.JwksEndpoint;
import org.watchbill.auth.metadata.MetadataEndpoint;
import org.watchbill.auth.oauth.ProtocolEndpoint;
import org.watchbill.auth.organisation.People;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.StylesheetEndpoint;
import org.watchbill.auth.session.BrowserSessions;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.HomeEndpoint;
import org.watchbill.auth.session.SessionCookies;
import org.watchbill.auth.session.Sessions;
import org.watchbill.auth.session.SignInEndpoint;
import org.watchbill.auth.setup.FoundOrganisation;
import org.watchbill.auth.setup.SetUpEndpoint;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.auth.token.AuthorizationCodeGrant;
import org.watchbill.auth.token.ClientAuthentication;
import org.watchbill.auth.token.ClientCredentialsGrant;
import org.watchbill.auth.token.IdTokens;
import org.watchbill.auth.token.PersonTokens;
import org.watchbill.auth.token.RefreshTokenGrant;
import org.watchbill.auth.token.TokenEndpoint;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.address.ClientAddresses;

/** Every path of the public socket and the endpoint behind it. */
final class AuthRoutes {

    private final Settings settings;
    private final AuthParts parts;
    private final InstantSource time;
    private final ApiTokens apiTokens = new ApiTokens();
    private final CheckPassword checkPassword;

    AuthRoutes(Settings settings, AuthParts parts, InstantSource time) {
        this.settings = settings;
        this.parts = parts;
        this.time = time;
        this.checkPassword =
                new CheckPassword(parts.database(), parts.stores().users(), parts.hasher(), new SignInLimits(time));
    }

    void onPublic(HttpRouting.Builder routing) {
        protocol(routing);
        pages(routing);
    }

    private void protocol(HttpRouting.Builder routing) {
        Handler metadata = new MetadataEndpoint(parts.issuer())::metadata;
        read(routing, "/.well-known/oauth-authorization-server", metadata);
        read(routing, "/.well-known/openid-configuration", metadata);
        read(routing, "/jwks", new JwksEndpoint(parts.keys())::keys);
        RegisterClient registerClient =
                new RegisterClient(parts.database(), parts.stores().clients(), time);
        write(routing, "/register", new RegistrationEndpoint(registerClient, time)::register);
        write(routing, "/token", tokenEndpoint()::token);
    }

    private static void read(HttpRouting.Builder routing, String path, Handler endpoint) {
        routing.get(path, ProtocolEndpoint.of(endpoint)).options(path, ProtocolEndpoint::preflight);
    }

    private static void write(HttpRouting.Builder routing, String path, Handler endpoint) {
        routing.post(path, ProtocolEndpoint.of(endpoint)).options(path, ProtocolEndpoint::preflight);
    }

    private TokenEndpoint tokenEndpoint() {
        AuthParts.Stores stores = parts.stores();
        AccessTokens accessTokens = new AccessTokens(parts.keys(), parts.issuer(), time);
        PersonTokens personTokens = new PersonTokens(parts.database(), people(), accessTokens, parts.resources());
        RefreshTokens refreshTokens = new RefreshTokens();
        return new TokenEndpoint(
                new ClientAuthentication(parts.database(), stores.clients(), Programs.of(settings)),
                Map.of(
                        "authorization_code",
                        new AuthorizationCodeGrant(
                                new RedeemCode(parts.database(), stores.grants(), stores.codes(), refreshTokens, time),
                                personTokens,
                                new IdTokens(parts.keys(), parts.issuer(), time),
                                parts.resources()),
                        "refresh_token",
                        new RefreshTokenGrant(
                                new RefreshGrant(parts.database(), stores.grants(), refreshTokens, time),
                                personTokens,
                                parts.resources()),
                        "client_credentials",
                        new ClientCredentialsGrant(
                                parts.database(), stores.organisations(), accessTokens, parts.resources()),
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        tokenExchange(accessTokens)));
    }

    private TokenExchangeGrant tokenExchange(AccessTokens accessTokens) {
        CheckConnection.Registers registers =
                new CheckConnection.Registers(parts.database(), parts.stores().grants(), people());
        Map<String, SubjectCheck> checks = new HashMap<>();
        checks.put(
                TokenExchangeGrant.ACCESS_TOKEN_TYPE,
                new CheckConnection(registers, accessTokens, parts.resources().ofGateway(), time));
        checks.put(
                TokenExchangeGrant.API_TOKEN_TYPE,
                new CheckApiToken(new UseApiToken(parts.database(), apiTokens, people(), time)));
        if (settings.flag("exchange.passwords")) {
            checks.put(
                    TokenExchangeGrant.PASSWORD_TYPE,
                    new CheckLegacyPassword(
                            checkPassword, parts.database(), parts.stores().memberships()));
        }
        return new TokenExchangeGrant(checks, accessTokens, Set.copyOf(settings.texts("exchange.audiences")));
    }

    private People people() {
        return new People(parts.stores().users(), parts.stores().memberships());
    }

    private void pages(HttpRouting.Builder routing) {
        AuthParts.Stores stores = parts.stores();
        BrowserSessions sessions = new BrowserSessions(parts.database(), new Sessions(), stores.users(), time);
        SessionCookies cookies = new SessionCookies(parts.issuer().startsWith("https:"));
        FormGuard guard = new FormGuard(cookies, sessions, settings.uri("server.public-url"));
        SignInEndpoint signIn =
                new SignInEndpoint(checkPassword, sessions, cookies, guard, ClientAddresses.of(settings));
        HomeEndpoint home = new HomeEndpoint(parts.database(), stores.memberships(), guard, signIn);
        SetUpEndpoint setUp = new SetUpEndpoint(
                new FoundOrganisation(parts.founding(), parts.hasher(), time), sessions, cookies, guard);
        routing.get("/", PageEndpoint.of(home::home))
                .get("/sign-in", PageEndpoint.of(signIn::form))
                .post("/sign-in", PageEndpoint.of(signIn::signIn))
                .post("/sign-out", PageEndpoint.of(signIn::signOut))
                .get("/setup", PageEndpoint.of(setUp::form))
                .post("/setup", PageEndpoint.of(setUp::found))
                .get("/style.css", PageEndpoint.of(new StylesheetEndpoint()::stylesheet));
        authorization(routing, guard, signIn);
        account(routing, guard, signIn);
    }

    private void account(HttpRouting.Builder routing, FormGuard guard, SignInEndpoint signIn) {
        AuthParts.Stores stores = parts.stores();
        CreateApiToken.Registers registers =
                new CreateApiToken.Registers(parts.database(), apiTokens, stores.organisations(), stores.memberships());
        ApiTokensEndpoint tokens = new ApiTokensEndpoint(
                new ApiTokensEndpoint.UseCases(
                        new FindApiTokens(parts.database(), apiTokens, stores.memberships()),
                        new CreateApiToken(registers, time),
                        new RevokeApiToken(parts.database(), apiTokens)),
                guard,
                signIn,
                time);
        routing.get(ApiTokensEndpoint.PATH, PageEndpoint.of(tokens::list))
                .post(ApiTokensEndpoint.PATH, PageEndpoint.of(tokens::create))
                .post(ApiTokensEndpoint.PATH + "/revoke", PageEndpoint.of(tokens::revoke));
    }

    private void authorization(HttpRouting.Builder routing, FormGuard guard, SignInEndpoint signIn) {
        AuthParts.Stores stores = parts.stores();
        ConsentTickets tickets = new ConsentTickets();
        AuthorizeEndpoint authorize = new AuthorizeEndpoint(
                new FindClient(parts.database(), stores.clients()),
                new AskConsent(parts.database(), tickets, stores.memberships(), time),
                guard,
                signIn,
                new AuthorizeEndpoint.Identity(parts.issuer(), parts.resources()),
                time);
        DecideConsent.Registers registers = new DecideConsent.Registers(
                parts.database(), tickets, stores.memberships(), stores.grants(), stores.codes());
        DecisionEndpoint decision = new DecisionEndpoint(new DecideConsent(registers, time), guard, parts.issuer());
        routing.get("/authorize", PageEndpoint.of(authorize::authorize))
                .post("/authorize/decision", PageEndpoint.of(decision::decide));
    }
}
