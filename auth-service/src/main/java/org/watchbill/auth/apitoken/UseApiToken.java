package org.watchbill.auth.apitoken;

import io.helidon.dbclient.DbExecute;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.organisation.People;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.auth.serviceaccount.ServiceAccount;
import org.watchbill.auth.serviceaccount.ServiceAccounts;
import org.watchbill.kit.database.Database;

/** Recognises an API token whose holder still belongs to its organisation, and remembers the use. */
public final class UseApiToken {

    /** Uses are recorded this far apart, so that a busy program costs one write a minute. */
    private static final Duration PRECISION = Duration.ofMinutes(1);

    /** The tables in which the token and its holder are. */
    public record Registers(
            Database database,
            ApiTokens tokens,
            People people,
            ServiceAccounts serviceAccounts,
            Organisations organisations) {}

    private final Registers registers;
    private final InstantSource time;

    public UseApiToken(Registers registers, InstantSource time) {
        this.registers = registers;
        this.time = time;
    }

    public Optional<UsedToken> use(String presented) {
        if (!ApiTokenText.isWellFormed(presented)) {
            return Optional.empty();
        }
        Instant now = time.instant();
        Optional<UsedToken> used = find(SecretHash.of(presented), now);
        used.map(UsedToken::token).filter(token -> isDue(token, now)).ifPresent(token -> record(token, now));
        return used;
    }

    private Optional<UsedToken> find(String secretHash, Instant now) {
        return registers
                .database()
                .read(reader ->
                        registers.tokens().alive(reader, secretHash, now).flatMap(token -> held(reader, token)));
    }

    private Optional<UsedToken> held(DbExecute reader, ApiToken token) {
        return switch (token.holder()) {
            case ApiToken.Holder.OfPerson(User.Id user) ->
                registers
                        .people()
                        .find(reader, token.organisation(), user)
                        .map(person -> new UsedToken.ByPerson(token, person));
            case ApiToken.Holder.OfService(ServiceAccount.Id account) ->
                registers
                        .serviceAccounts()
                        .find(reader, token.organisation(), account)
                        .filter(found -> found.state() == ServiceAccount.State.ENABLED)
                        .flatMap(found -> registers
                                .organisations()
                                .find(reader, token.organisation())
                                .map(organisation -> new UsedToken.ByService(token, found, organisation)));
        };
    }

    private static boolean isDue(ApiToken token, Instant now) {
        return token.times()
                .lastUsedAt()
                .filter(last -> last.isAfter(now.minus(PRECISION)))
                .isEmpty();
    }

    private void record(ApiToken token, Instant now) {
        registers.database().inTransaction(transaction -> {
            registers.tokens().use(transaction, token.id(), now, now.minus(PRECISION));
            return token;
        });
    }
}
