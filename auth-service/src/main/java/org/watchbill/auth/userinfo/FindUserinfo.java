package org.watchbill.auth.userinfo;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.account.User;
import org.watchbill.auth.grant.Grants;
import org.watchbill.auth.organisation.People;
import org.watchbill.auth.organisation.Person;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.kit.database.Database;

/** Tells a client about the person whose living connection its access token is of. */
public final class FindUserinfo {

    /** What is told, or which of the two things is wrong. */
    sealed interface Decision {

        record Found(Map<String, Object> claims) implements Decision {

            public Found {
                claims = Map.copyOf(claims);
            }
        }

        record InvalidToken() implements Decision {}

        record NotOpenId() implements Decision {}
    }

    private final Database database;
    private final Grants grants;
    private final People people;
    private final AccessTokens accessTokens;
    private final InstantSource time;

    public FindUserinfo(
            Database database, Grants grants, People people, AccessTokens accessTokens, InstantSource time) {
        this.database = database;
        this.grants = grants;
        this.people = people;
        this.accessTokens = accessTokens;
        this.time = time;
    }

    Decision find(String accessToken) {
        Optional<JWTClaimsSet> claims = accessTokens.verify(accessToken);
        Optional<Person> person = claims.flatMap(AccessTokens::connection)
                .flatMap(id -> database.read(reader -> grants.alive(reader, id, time.instant())
                        .flatMap(grant -> people.find(reader, grant.organisation(), grant.user()))));
        if (claims.isEmpty() || person.isEmpty()) {
            return new Decision.InvalidToken();
        }
        Set<String> scopes = AccessTokens.scopes(claims.get());
        return scopes.contains("openid")
                ? new Decision.Found(claims(person.get().user(), scopes))
                : new Decision.NotOpenId();
    }

    private static Map<String, Object> claims(User user, Set<String> scopes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", user.id().toString());
        if (scopes.contains("profile")) {
            claims.put("name", user.name());
        }
        if (scopes.contains("email")) {
            claims.put("email", user.email());
            claims.put("email_verified", user.emailVerified());
        }
        return claims;
    }
}
