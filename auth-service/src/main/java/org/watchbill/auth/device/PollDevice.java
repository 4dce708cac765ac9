package org.watchbill.auth.device;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.grant.Grants;
import org.watchbill.auth.grant.RefreshTokens;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Answers a device that asks whether its person has approved; the approval is handed out once. */
public final class PollDevice {

    sealed interface Answer {

        record Ready(Grant grant, String refreshToken) implements Answer {}

        record NotReady(OAuthError why) implements Answer {}
    }

    /** The tables that an answer touches. */
    public record Registers(Database database, DeviceCodes codes, Grants grants, RefreshTokens refreshTokens) {}

    private final Registers registers;
    private final InstantSource time;

    public PollDevice(Registers registers, InstantSource time) {
        this.registers = registers;
        this.time = time;
    }

    /** {@code key} is what the refresh token is then bound to. */
    Answer poll(String clientId, String deviceCode, Optional<String> key) {
        return registers
                .database()
                .inTransaction(transaction -> registers
                        .codes()
                        .lock(transaction, SecretHash.of(deviceCode))
                        .filter(code -> code.wish().clientId().equals(clientId))
                        .map(code -> answer(transaction, code, key))
                        .orElseGet(() -> new Answer.NotReady(OAuthError.INVALID_GRANT)));
    }

    private Answer answer(DbTransaction transaction, DeviceCode code, Optional<String> key) {
        Instant now = time.instant();
        return switch (PollRules.decide(code, now)) {
            case READY -> tokens(transaction, code, key, now);
            case PENDING -> {
                registers
                        .codes()
                        .polled(transaction, code.secretHash(), code.polling().pause(), now);
                yield new Answer.NotReady(OAuthError.AUTHORIZATION_PENDING);
            }
            case TOO_FAST -> {
                registers
                        .codes()
                        .polled(
                                transaction,
                                code.secretHash(),
                                code.polling().pause().plus(DeviceCode.PAUSE),
                                now);
                yield new Answer.NotReady(OAuthError.SLOW_DOWN);
            }
            case DENIED -> new Answer.NotReady(OAuthError.ACCESS_DENIED);
            case EXPIRED -> new Answer.NotReady(OAuthError.EXPIRED_TOKEN);
            case USED -> new Answer.NotReady(OAuthError.INVALID_GRANT);
        };
    }

    private Answer tokens(DbTransaction transaction, DeviceCode code, Optional<String> key, Instant now) {
        registers.codes().use(transaction, code.secretHash(), now);
        Optional<Grant> grant =
                code.outcome().grant().flatMap(id -> registers.grants().alive(transaction, id, now));
        grant.ifPresent(alive -> registers.grants().bind(transaction, alive.id(), key));
        return grant.<Answer>map(alive ->
                        new Answer.Ready(alive, registers.refreshTokens().begin(transaction, alive.id(), now)))
                .orElseGet(() -> new Answer.NotReady(OAuthError.ACCESS_DENIED));
    }
}
