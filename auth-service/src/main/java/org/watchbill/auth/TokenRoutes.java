package org.watchbill.auth;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.watchbill.auth.account.CheckPassword;
import org.watchbill.auth.client.Programs;
import org.watchbill.auth.exchange.CheckApiToken;
import org.watchbill.auth.exchange.CheckConnection;
import org.watchbill.auth.exchange.CheckLegacyPassword;
import org.watchbill.auth.exchange.SubjectCheck;
import org.watchbill.auth.exchange.TokenExchangeGrant;
import org.watchbill.auth.grant.RedeemCode;
import org.watchbill.auth.grant.RefreshGrant;
import org.watchbill.auth.grant.RefreshTokens;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.auth.token.AuthorizationCodeGrant;
import org.watchbill.auth.token.ClientAuthentication;
import org.watchbill.auth.token.ClientCredentialsGrant;
import org.watchbill.auth.token.GrantType;
import org.watchbill.auth.token.IdTokens;
import org.watchbill.auth.token.PersonTokens;
import org.watchbill.auth.token.RefreshTokenGrant;
import org.watchbill.auth.token.TokenEndpoint;
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
        ClientAuthentication authentication =
                new ClientAuthentication(parts.database(), parts.stores().clients(), Programs.of(settings));
        Handler token = new TokenEndpoint(authentication, grantTypes())::token;
        ProtocolRoutes.write(routing, "/token", ProtocolRoutes.fresh(parts.keys(), token));
    }

    private Map<String, GrantType> grantTypes() {
        AuthParts.Stores stores = parts.stores();
        PersonTokens personTokens = new PersonTokens(parts.database(), parts.people(), accessTokens, parts.resources());
        RefreshTokens refreshTokens = new RefreshTokens();
        return Map.of(
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
                new ClientCredentialsGrant(parts.database(), stores.organisations(), accessTokens, parts.resources()),
                "urn:ietf:params:oauth:grant-type:token-exchange",
                tokenExchange());
    }

    private TokenExchangeGrant tokenExchange() {
        AuthParts.Stores stores = parts.stores();
        Map<String, SubjectCheck> checks = new HashMap<>();
        checks.put(
                TokenExchangeGrant.ACCESS_TOKEN_TYPE,
                new CheckConnection(
                        new CheckConnection.Registers(parts.database(), stores.grants(), parts.people()),
                        accessTokens,
                        parts.resources().ofGateway(),
                        time));
        checks.put(TokenExchangeGrant.API_TOKEN_TYPE, new CheckApiToken(parts.useApiToken(time)));
        if (settings.flag("exchange.passwords")) {
            checks.put(
                    TokenExchangeGrant.PASSWORD_TYPE,
                    new CheckLegacyPassword(checkPassword, parts.database(), stores.memberships()));
        }
        return new TokenExchangeGrant(checks, accessTokens, Set.copyOf(settings.texts("exchange.audiences")));
    }
}
