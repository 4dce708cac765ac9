package org.watchbill.auth.setup;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.watchbill.auth.account.EmailAddress;
import org.watchbill.auth.account.PasswordHasher;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.Role;

/** Makes the first organisation and its administrator, once in the life of an installation. */
public final class FoundOrganisation {

    /** The tables that the founding touches. */
    public record Registers(
            Database database, SetUpLinks links, Users users, Organisations organisations, Memberships memberships) {}

    private final Registers registers;
    private final PasswordHasher hasher;
    private final InstantSource time;

    public FoundOrganisation(Registers registers, PasswordHasher hasher, InstantSource time) {
        this.registers = registers;
        this.hasher = hasher;
        this.time = time;
    }

    boolean isOpen(String secret) {
        Instant now = time.instant();
        return registers.database().read(reader -> registers.links().isAlive(reader, SecretHash.of(secret), now));
    }

    /** The administrator; empty when the link is used, expired or unknown. {@code form} has no fault. */
    Optional<User> found(String secret, SetUpForm form) {
        if (!isOpen(secret)) {
            return Optional.empty();
        }
        Instant now = time.instant();
        User user = new User(
                User.Id.next(),
                EmailAddress.normalised(form.email()).orElseThrow(),
                form.name(),
                hasher.hash(form.password()),
                false,
                false);
        Organisation organisation =
                new Organisation(Organisation.Id.next(), form.slug(), form.organisation(), ZoneId.of(form.zone()));
        return registers.database().inTransaction(transaction -> {
            if (!registers.links().found(transaction, now)) {
                return Optional.empty();
            }
            registers.links().deleteAll(transaction);
            registers.users().insert(transaction, user, now);
            registers.organisations().insert(transaction, organisation, now);
            registers.memberships().insert(transaction, new Membership(organisation, user.id(), Role.ADMIN), now);
            return Optional.of(user);
        });
    }
}
