package org.watchbill.auth.client.administration;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.client.AuthMethod;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.client.PublicKeys;
import org.watchbill.auth.client.RedirectUri;
import org.watchbill.auth.client.RegisteredClient;
import org.watchbill.auth.scope.Scope;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Role;

/** What a client of an organisation may look like; every fault is a {@link RefusedException} that names its field. */
final class WantedClientRules {

    static final int MOST = 100;

    private static final int MOST_URIS = 10;
    private static final String OWN_NAME = "client_credentials";
    private static final Set<String> GRANT_TYPES =
            Set.of("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code", OWN_NAME);

    private WantedClientRules() {}

    static AuthMethod method(WantedClient wanted) {
        return AuthMethod.find(wanted.authMethod())
                .orElseThrow(() -> refused(
                        "auth_method",
                        "auth_method must be none, client_secret_basic, client_secret_post or private_key_jwt"));
    }

    static Client.Uris uris(WantedClient wanted) {
        List<RedirectUri> redirect = uris("redirect_uris", wanted.redirectUris());
        if (redirect.isEmpty() && wanted.grantTypes().contains("authorization_code")) {
            throw refused("redirect_uris", "A client that acts for people needs a redirect URI");
        }
        return new Client.Uris(redirect, uris("post_logout_redirect_uris", wanted.postLogoutRedirectUris()));
    }

    private static List<RedirectUri> uris(String field, List<String> texts) {
        if (texts.size() > MOST_URIS) {
            throw refused(field, "At most 10 URIs");
        }
        return texts.stream()
                .map(text -> RedirectUri.registrable(text)
                        .orElseThrow(() -> refused(
                                field,
                                "A URI must be https, or http on 127.0.0.1, [::1] or localhost, without fragment,"
                                        + " user name or wildcard")))
                .toList();
    }

    static Set<String> grantTypes(WantedClient wanted) {
        if (wanted.grantTypes().isEmpty() || !GRANT_TYPES.containsAll(wanted.grantTypes())) {
            throw refused("grant_types", "grant_types must name one or more of " + String.join(", ", GRANT_TYPES));
        }
        if (wanted.grantTypes().contains(OWN_NAME) && method(wanted) == AuthMethod.NONE) {
            throw refused("auth_method", "A client that acts in its own name must prove itself");
        }
        return Set.copyOf(wanted.grantTypes());
    }

    static RegisteredClient.OwnRights ownRights(WantedClient wanted) {
        boolean own = wanted.grantTypes().contains(OWN_NAME);
        if (own == wanted.scopes().isEmpty()) {
            throw refused("scopes", "Scopes belong to clients with the grant type client_credentials");
        }
        return new RegisteredClient.OwnRights(
                wanted.role(),
                wanted.scopes().stream()
                        .map(name -> Scopes.find(name)
                                .filter(scope -> scope.least() == Role.MEMBER || wanted.role() == Role.ADMIN)
                                .map(Scope::name)
                                .orElseThrow(() -> refused(
                                        "scopes",
                                        "A " + wanted.role().name().toLowerCase(Locale.ROOT) + " cannot have the scope "
                                                + name)))
                        .collect(toUnmodifiableSet()));
    }

    /** The keys for {@code private_key_jwt}, and none for the other methods. */
    static Optional<Proof.Keys> keys(WantedClient wanted) {
        boolean signs = method(wanted) == AuthMethod.PRIVATE_KEY_JWT;
        if (signs == (wanted.jwks().isPresent() == wanted.jwksUri().isPresent())
                || (!signs && wanted.jwks().isPresent())) {
            throw refused("jwks", "private_key_jwt needs either jwks or jwks_uri, other methods neither");
        }
        return wanted.jwks()
                .<Proof.Keys>map(set -> new Proof.Keys.Inline(PublicKeys.of(set.toString())
                        .orElseThrow(() -> refused("jwks", "jwks must be a set of public keys only"))))
                .or(() -> wanted.jwksUri().map(uri -> {
                    if (!uri.startsWith("https://")
                            || RedirectUri.registrable(uri).isEmpty()) {
                        throw refused("jwks_uri", "jwks_uri must be a plain https URL");
                    }
                    return new Proof.Keys.At(uri);
                }));
    }

    static Refusal unknown() {
        return Refusal.of(ErrorCode.NOT_FOUND, "There is no such client in the organisation.");
    }

    static Refusal tooMany() {
        return Refusal.of(ErrorCode.QUOTA_EXCEEDED, "The organisation has 100 clients, which is the most. Delete one.");
    }

    static Refusal withoutSecret() {
        return Refusal.of(ErrorCode.CONFLICT, "This client has no secret: it proves itself in another way.");
    }

    static Optional<Refusal> stale(RegisteredClient client, ExpectedVersions expected) {
        return expected.objection(client.version(), RegisteredClientView.json(client));
    }

    private static RefusedException refused(String field, String message) {
        return new RefusedException(Refusal.invalid(field, message));
    }
}
