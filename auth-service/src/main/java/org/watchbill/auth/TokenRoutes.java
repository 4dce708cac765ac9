package org.watchbill.auth;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.watchbill.auth.account.CheckPassword;
import org.watchbill.auth.apitoken.GiveBackApiToken;
import org.watchbill.auth.client.Program;
import org.watchbill.auth.client.Programs;
import org.watchbill.auth.client.assertion.CheckAssertion;
import org.watchbill.auth.client.document.RecallClient;
import org.watchbill.auth.device.DeviceCodeGrant;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.exchange.CheckApiToken;
import org.watchbill.auth.exchange.CheckConnection;
import org.watchbill.auth.exchange.CheckEither;
import org.watchbill.auth.exchange.CheckLegacyPassword;
import org.watchbill.auth.exchange.CheckProgram;
import org.watchbill.auth.exchange.SubjectCheck;
import org.watchbill.auth.exchange.TokenExchangeGrant;
import org.watchbill.auth.factor.FindFactors;
import org.watchbill.auth.grant.RedeemCode;
import org.watchbill.auth.grant.RefreshGrant;
import org.watchbill.auth.grant.RefreshTokens;
import org.watchbill.auth.grant.RevokeGrant;
import org.watchbill.auth.introspection.IntrospectToken;
import org.watchbill.auth.introspection.IntrospectionEndpoint;
import org.watchbill.auth.oauth.ProtocolEndpoint;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.revocation.RevocationEndpoint;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.auth.token.AuthorizationCodeGrant;
import org.watchbill.auth.token.ClientAuthentication;
import org.watchbill.auth.token.ClientCredentialsGrant;
import org.watchbill.auth.token.GrantType;
import org.watchbill.auth.token.IdTokens;
import org.watchbill.auth.token.PersonTokens;
import org.watchbill.auth.token.RefreshTokenGrant;
import org.watchbill.auth.token.TokenEndpoint;
import org.watchbill.auth.userinfo.FindUserinfo;
import org.watchbill.auth.userinfo.UserinfoEndpoint;
import org.watchbill.kit.config.Settings;

/** Where tokens are got. */
final class TokenRoutes {

    private final Settings settings;
    private final AuthParts parts;
    private final CheckPassword checkPassword;
    private final InstantSource time;
    private final AccessTokens accessTokens;

    TokenRoutes(Settings settings, AuthParts parts, CheckPassword checkPassword, InstantSource time) {
        this.settings = settings;
        this.parts = parts;
        this.checkPassword = checkPassword;
        this.time = time;
        this.accessTokens = new AccessTokens(parts.keys(), parts.issuer(), time);
    }

    void onPublic(HttpRouting.Builder routing) {
        ClientAuthentication authentication = authentication(settings, parts, time);
        Handler token = new TokenEndpoint(authentication, grantTypes(), parts.proofs())::token;
        ProtocolRoutes.write(routing, "/token", fresh(token));
        ProtocolRoutes.write(routing, "/revoke", fresh(revocation(authentication)::revoke));
        Handler introspection =
                new IntrospectionEndpoint(authentication, introspectToken(), parts.issuer())::introspect;
        routing.post("/introspect", ProtocolEndpoint.closed(fresh(introspection)));
        Handler userinfo = fresh(new UserinfoEndpoint(
                new FindUserinfo(parts.database(), parts.stores().grants(), parts.people(), accessTokens, time),
                parts.proofs())::userinfo);
        ProtocolRoutes.read(routing, "/userinfo", userinfo);
        routing.post("/userinfo", ProtocolEndpoint.of(userinfo));
    }

    private Handler fresh(Handler endpoint) {
        return ProtocolRoutes.fresh(parts.keys(), endpoint);
    }

    private RevocationEndpoint revocation(ClientAuthentication authentication) {
        AuthParts.Stores stores = parts.stores();
        AccountEvents events = parts.recording().events();
        return new RevocationEndpoint(
                authentication,
                accessTokens,
                new RevokeGrant(parts.database(), stores.grants(), new RefreshTokens(), events, time),
                new GiveBackApiToken(parts.database(), stores.apiTokens(), events, time));
    }

    private IntrospectToken introspectToken() {
        Resources resources = parts.resources();
        return new IntrospectToken(
                Map.of(
                        Program.Kind.MCP_GATEWAY, desk(resources.gateway(), resources.ofGateway()),
                        Program.Kind.SCHEDULE_SERVICE, desk(resources.schedule(), Set.of(resources.schedule())),
                        Program.Kind.AUDIT_SERVICE, desk(resources.audit(), Set.of(resources.audit()))),
                accessTokens,
                checkApiToken());
    }

    private IntrospectToken.Desk desk(String audience, Set<String> audiences) {
        return new IntrospectToken.Desk(audience, audiences, checkAccessToken(audiences));
    }

    private SubjectCheck checkAccessToken(Set<String> audiences) {
        AuthParts.Stores stores = parts.stores();
        return new CheckEither(
                new CheckConnection(
                        new CheckConnection.Registers(parts.database(), stores.grants(), parts.people()),
                        accessTokens,
                        audiences,
                        time),
                new CheckProgram(parts.database(), stores.clients(), accessTokens, audiences));
    }

    private SubjectCheck checkApiToken() {
        return new CheckApiToken(parts.useApiToken(time));
    }

    static ClientAuthentication authentication(Settings settings, AuthParts parts, InstantSource time) {
        RecallClient recallClient = new RecallClient(
                parts.database(), parts.stores().clients(), parts.outside().documents());
        return new ClientAuthentication(
                recallClient,
                new CheckAssertion(
                        parts.database(), recallClient, parts.outside().client(), parts.issuer(), time),
                Programs.of(settings));
    }

    private Map<String, GrantType> grantTypes() {
        AuthParts.Stores stores = parts.stores();
        PersonTokens personTokens = new PersonTokens(
                parts.database(),
                parts.people(),
                accessTokens,
                new IdTokens(parts.keys(), parts.issuer(), time),
                parts.resources());
        RefreshTokens refreshTokens = new RefreshTokens();
        return Map.of(
                "authorization_code",
                new AuthorizationCodeGrant(
                        new RedeemCode(parts.database(), stores.grants(), stores.codes(), refreshTokens, time),
                        personTokens,
                        parts.resources()),
                "refresh_token",
                new RefreshTokenGrant(
                        new RefreshGrant(parts.database(), stores.grants(), refreshTokens, time),
                        personTokens,
                        parts.resources()),
                DeviceCodeGrant.GRANT_TYPE,
                DeviceRoutes.grantType(parts, personTokens, time),
                "client_credentials",
                new ClientCredentialsGrant(parts.database(), stores.organisations(), accessTokens, parts.resources()),
                "urn:ietf:params:oauth:grant-type:token-exchange",
                tokenExchange());
    }

    private TokenExchangeGrant tokenExchange() {
        AuthParts.Stores stores = parts.stores();
        Map<String, SubjectCheck> checks = new HashMap<>();
        checks.put(
                TokenExchangeGrant.ACCESS_TOKEN_TYPE,
                checkAccessToken(parts.resources().ofGateway()));
        checks.put(TokenExchangeGrant.API_TOKEN_TYPE, checkApiToken());
        if (settings.flag("exchange.passwords")) {
            checks.put(
                    TokenExchangeGrant.PASSWORD_TYPE,
                    new CheckLegacyPassword(
                            checkPassword, parts.database(), stores.memberships(), new FindFactors(parts.database())));
        }
        return new TokenExchangeGrant(checks, accessTokens, Set.copyOf(settings.texts("exchange.audiences")));
    }
}
