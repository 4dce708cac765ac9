package org.watchbill.auth.apitoken;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.organisation.People;
import org.watchbill.auth.organisation.Person;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Recognises an API token whose person still belongs to its organisation, and remembers the use. */
public final class UseApiToken {

    /** Uses are recorded this far apart, so that a busy program costs one write a minute. */
    private static final Duration PRECISION = Duration.ofMinutes(1);

    /** A living token and the person whose it is. */
    public record Used(ApiToken token, Person person) {}

    private final Database database;
    private final ApiTokens tokens;
    private final People people;
    private final InstantSource time;

    public UseApiToken(Database database, ApiTokens tokens, People people, InstantSource time) {
        this.database = database;
        this.tokens = tokens;
        this.people = people;
        this.time = time;
    }

    public Optional<Used> use(String presented) {
        if (!ApiTokenText.isWellFormed(presented)) {
            return Optional.empty();
        }
        Instant now = time.instant();
        Optional<Used> used = find(SecretHash.of(presented), now);
        used.map(Used::token).filter(token -> isDue(token, now)).ifPresent(token -> record(token, now));
        return used;
    }

    private Optional<Used> find(String secretHash, Instant now) {
        return database.read(reader -> tokens.alive(reader, secretHash, now)
                .flatMap(token -> people.find(reader, token.organisation(), token.user())
                        .map(person -> new Used(token, person))));
    }

    private static boolean isDue(ApiToken token, Instant now) {
        return token.times()
                .lastUsedAt()
                .filter(last -> last.isAfter(now.minus(PRECISION)))
                .isEmpty();
    }

    private void record(ApiToken token, Instant now) {
        database.inTransaction(transaction -> {
            tokens.use(transaction, token.id(), now, now.minus(PRECISION));
            return token;
        });
    }
}
