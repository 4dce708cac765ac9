package org.watchbill.auth.token;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.grant.Redemption;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.organisation.People;
import org.watchbill.auth.organisation.Person;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.kit.database.Database;

/** Access tokens for what a person granted, narrowed to the role that the person has today. */
public final class PersonTokens {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Database database;
    private final People people;
    private final AccessTokens accessTokens;
    private final IdTokens idTokens;
    private final Resources resources;

    public PersonTokens(
            Database database, People people, AccessTokens accessTokens, IdTokens idTokens, Resources resources) {
        this.database = database;
        this.people = people;
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
        this.resources = resources;
    }

    /** A token for the grant's own resource; empty when the person has left the organisation. */
    Optional<AccessToken> issue(Grant grant, Set<String> scopes, Optional<String> key) {
        return person(grant).map(person -> {
            Set<String> effective =
                    ScopeRules.effective(scopes, person.membership().role());
            TokenSubject subject = resources.ofGateway().contains(grant.resource())
                    ? TokenSubject.connection(grant)
                    : TokenSubject.person(grant.clientId(), grant.id().toString(), person);
            return accessTokens.issue(
                    key.map(subject::boundTo).orElse(subject),
                    List.of(grant.resource()),
                    effective,
                    LIFETIME,
                    grant.times().expiresAt());
        });
    }

    /** The answer to the first request under a grant, with a token that is bound to {@code key} if there is one. */
    public TokenAnswer first(Redemption.Accepted accepted, Optional<String> key) {
        Grant grant = accepted.grant();
        TokenAnswer answer = issue(grant, grant.scopes(), key)
                .map(TokenAnswer::of)
                .orElseThrow(() -> new OAuthException(OAuthError.INVALID_GRANT, "The person has left the organisation"))
                .withRefreshToken(accepted.refreshToken());
        if (!grant.scopes().contains("openid")) {
            return answer;
        }
        return person(grant)
                .map(person -> answer.withIdToken(
                        idTokens.issue(grant, person.user(), accepted.nonce(), answer.accessToken())))
                .orElse(answer);
    }

    private Optional<Person> person(Grant grant) {
        return database.read(reader -> people.find(reader, grant.organisation(), grant.user()));
    }
}
