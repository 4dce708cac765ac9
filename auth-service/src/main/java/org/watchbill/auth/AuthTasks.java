package org.watchbill.auth;

import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import org.watchbill.auth.apitoken.ApiTokenRules;
import org.watchbill.auth.authorization.pushed.PushedRequests;
import org.watchbill.auth.client.registration.SweepClients;
import org.watchbill.auth.consent.ConsentTickets;
import org.watchbill.auth.device.DeviceCodes;
import org.watchbill.auth.factor.passkey.Passkeys;
import org.watchbill.auth.grant.SweepGrants;
import org.watchbill.auth.invitation.Invitations;
import org.watchbill.auth.password.PasswordResets;
import org.watchbill.auth.provider.PendingSignIns;
import org.watchbill.auth.session.Sessions;
import org.watchbill.auth.session.step.SignInSteps;
import org.watchbill.auth.sweep.Sweep;
import org.watchbill.auth.verification.EmailVerifications;
import org.watchbill.kit.config.Settings;

/** What this service does without being asked. */
final class AuthTasks {

    private static final Duration OFTEN = Duration.ofSeconds(30);
    private static final Duration SELDOM = Duration.ofMinutes(10);
    private static final int LONGEST_ROTATION_DAYS = 3650;

    private final Settings settings;
    private final AuthParts parts;
    private final InstantSource time;

    AuthTasks(Settings settings, AuthParts parts, InstantSource time) {
        this.settings = settings;
        this.parts = parts;
        this.time = time;
    }

    List<Sweep.Task> all() {
        Duration age = Duration.ofDays(settings.number("keys.rotation-days", 1, LONGEST_ROTATION_DAYS));
        return List.of(
                new Sweep.Task("load keys", OFTEN, parts.keys()::refresh),
                new Sweep.Task(
                        "rotate keys",
                        SELDOM,
                        () -> parts.rotation().rotateKeys().maintain(age)),
                new Sweep.Task("delete ended grants", SELDOM, new SweepGrants(parts.database(), time)::sweep),
                new Sweep.Task(
                        "delete unused clients",
                        SELDOM,
                        new SweepClients(parts.database(), parts.stores().clients(), time)::sweep),
                new Sweep.Task("delete what has expired", SELDOM, this::deleteExpired));
    }

    private List<BiConsumer<DbTransaction, Instant>> expiring() {
        return List.of(
                new Sessions()::deleteExpired,
                new SignInSteps()::deleteExpired,
                new Passkeys()::deleteExpiredChallenges,
                new PendingSignIns()::deleteExpired,
                ConsentTickets::deleteExpired,
                new PushedRequests()::deleteExpired,
                new DeviceCodes()::deleteExpired,
                (transaction, now) ->
                        parts.stores().apiTokens().deleteExpired(transaction, now.minus(ApiTokenRules.AFTERMATH)),
                parts.stores().setUpLinks()::deleteExpired,
                new Invitations()::deleteEnded,
                new PasswordResets()::deleteExpired,
                new EmailVerifications()::deleteExpired);
    }

    /** One transaction a table, so that none waits for another's rows. */
    private void deleteExpired() {
        Instant now = time.instant();
        for (BiConsumer<DbTransaction, Instant> table : expiring()) {
            parts.database().inTransaction(transaction -> {
                table.accept(transaction, now);
                return now;
            });
        }
    }
}
