package org.watchbill.auth.apitoken;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.auth.testing.RunningAuth;

/** An API token that a test puts straight into the database, with any scopes. */
public record IssuedApiToken(UUID id, String secret) {

    public static IssuedApiToken insert(RunningAuth auth, UUID user, UUID organisation, Set<String> scopes) {
        String secret = ApiTokenText.next();
        Instant now = auth.time().instant();
        ApiToken token = new ApiToken(
                ApiToken.Id.next(),
                new ApiToken.Holder.OfPerson(new User.Id(user)),
                new Organisation.Id(organisation),
                "Of a test",
                scopes,
                new ApiToken.Times(now, now.plus(Duration.ofDays(30)), Optional.empty()));
        auth.database().inTransaction(transaction -> {
            new ApiTokens().insert(transaction, token, SecretHash.of(secret), SecretHash.of("form" + secret));
            return token;
        });
        return new IssuedApiToken(token.id().value(), secret);
    }
}
