package org.watchbill.auth.factor.totp;

import io.helidon.dbclient.DbTransaction;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.watchbill.auth.account.User;
import org.watchbill.auth.factor.EnrolmentDecision;
import org.watchbill.auth.factor.FactorNews;
import org.watchbill.auth.factor.recovery.MakeRecoveryCodes;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.seal.Seal;

/** Offers a secret to a person's app and takes it into use with the first code that the app shows. */
public final class EnrolTotp {

    private static final Duration OFFERED = Duration.ofMinutes(30);

    /** The tables that an enrolment touches. */
    public record Registers(Database database, TotpFactors factors) {}

    private final Registers registers;
    private final MakeRecoveryCodes recoveryCodes;
    private final FactorNews news;
    private final Seal offers;
    private final Seal seal;
    private final InstantSource time;

    public EnrolTotp(
            Registers registers,
            MakeRecoveryCodes recoveryCodes,
            FactorNews news,
            Secret encryption,
            InstantSource time) {
        this.registers = registers;
        this.recoveryCodes = recoveryCodes;
        this.news = news;
        this.offers = new Seal(encryption, "totp offer");
        this.seal = CheckTotp.seal(encryption);
        this.time = time;
    }

    public TotpOffer offer(User user) {
        TotpSecret secret = TotpSecret.next();
        return offer(user, secret, time.instant().plus(OFFERED));
    }

    /** The same offer as before, for showing it again; empty when it is over or was somebody else's. */
    public Optional<TotpOffer> again(User user, String sealed) {
        return open(user, sealed).map(open -> offer(user, open.secret(), open.endsAt()));
    }

    private TotpOffer offer(User user, TotpSecret secret, Instant endsAt) {
        byte[] bytes = secret.bytes();
        byte[] content = ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(endsAt.getEpochSecond())
                .put(bytes)
                .array();
        return new TotpOffer(secret.text(), secret.uri(user.email()), offers.close(content, facts(user)));
    }

    public EnrolmentDecision confirm(User user, String sealed, String code) {
        Optional<Open> open = open(user, sealed);
        if (open.isEmpty()) {
            return new EnrolmentDecision.OutOfDate();
        }
        OptionalLong step = TotpRules.step(open.get().secret(), code, time.instant());
        return step.isEmpty() ? new EnrolmentDecision.NotProven() : enrol(user, open.get(), step.getAsLong());
    }

    private EnrolmentDecision enrol(User user, Open open, long step) {
        try {
            return registers.database().inTransaction(transaction -> insert(transaction, user, open, step));
        } catch (RuntimeException e) {
            if (Database.isDuplicate(e)) {
                return new EnrolmentDecision.AlreadyThere();
            }
            throw e;
        }
    }

    private EnrolmentDecision insert(DbTransaction transaction, User user, Open open, long step) {
        String sealed = seal.close(open.secret().bytes(), facts(user));
        registers.factors().insert(transaction, user.id(), sealed, step, time.instant());
        news.appAdded(transaction, user.id());
        return new EnrolmentDecision.Enrolled(recoveryCodes.withFirstFactor(transaction, user.id()));
    }

    private record Open(TotpSecret secret, Instant endsAt) {}

    private Optional<Open> open(User user, String sealed) {
        return offers.open(sealed, facts(user))
                .map(content -> new Open(
                        new TotpSecret(Arrays.copyOfRange(content, Long.BYTES, content.length)),
                        Instant.ofEpochSecond(ByteBuffer.wrap(content).getLong())))
                .filter(open -> open.endsAt().isAfter(time.instant()));
    }

    private static List<String> facts(User user) {
        return List.of(user.id().toString());
    }
}
