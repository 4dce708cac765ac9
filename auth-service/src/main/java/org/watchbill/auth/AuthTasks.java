package org.watchbill.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.watchbill.auth.client.registration.SweepClients;
import org.watchbill.auth.grant.SweepGrants;
import org.watchbill.auth.invitation.Invitations;
import org.watchbill.auth.password.PasswordResets;
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
                new Sweep.Task("delete ended links", SELDOM, this::deleteEndedLinks));
    }

    private void deleteEndedLinks() {
        Instant now = time.instant();
        parts.database().inTransaction(transaction -> {
            new Invitations().deleteEnded(transaction, now);
            new PasswordResets().deleteExpired(transaction, now);
            new EmailVerifications().deleteExpired(transaction, now);
            return now;
        });
    }
}
