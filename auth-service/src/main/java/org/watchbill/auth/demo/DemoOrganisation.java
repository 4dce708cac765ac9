package org.watchbill.auth.demo;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.watchbill.auth.account.PasswordHasher;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.setup.FoundOrganisation;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.Role;

/** Harbor Clinic and its three accounts, all with the password that is printed for everyone to read. */
public final class DemoOrganisation {

    private static final String PASSWORD = "watchbill-demo";
    private static final Organisation CLINIC = new Organisation(
            new Organisation.Id(UUID.fromString("0197a000-0000-7000-8000-000000000001")),
            "harbor-clinic",
            "Harbor Clinic",
            ZoneId.of("America/New_York"));

    private record Account(String id, String email, String name, Role role) {}

    private static final List<Account> ACCOUNTS = List.of(
            new Account("0197a000-0000-7000-8000-0000000000a1", "admin@harbor.example", "Avery Stone", Role.ADMIN),
            new Account("0197a000-0000-7000-8000-0000000000a2", "ana@harbor.example", "Ana Ruiz", Role.MEMBER),
            new Account("0197a000-0000-7000-8000-0000000000a3", "ben@harbor.example", "Ben Okafor", Role.MEMBER));

    private final FoundOrganisation.Registers registers;
    private final PasswordHasher hasher;
    private final InstantSource time;

    public DemoOrganisation(FoundOrganisation.Registers registers, PasswordHasher hasher, InstantSource time) {
        this.registers = registers;
        this.hasher = hasher;
        this.time = time;
    }

    /** Adds it unless it is there, also when several replicas start at once. */
    public void seed() {
        boolean seeded = !registers.database().read(this::clinics).isEmpty();
        if (seeded) {
            return;
        }
        String hash = hasher.hash(PASSWORD);
        try {
            registers.database().inTransaction(transaction -> insert(transaction, hash));
        } catch (RuntimeException e) {
            if (!Database.isDuplicate(e)) {
                throw e;
            }
        }
    }

    private List<Organisation> clinics(DbExecute reader) {
        return registers.organisations().withSlug(reader, CLINIC.slug());
    }

    private Organisation insert(DbTransaction transaction, String hash) {
        Instant now = time.instant();
        registers.links().found(transaction, now);
        registers.organisations().insert(transaction, CLINIC, now);
        for (Account account : ACCOUNTS) {
            User.Id id = new User.Id(UUID.fromString(account.id()));
            registers
                    .users()
                    .insert(transaction, new User(id, account.email(), account.name(), hash, false, false), now);
            registers.memberships().insert(transaction, new Membership(CLINIC, id, account.role()), now);
        }
        return CLINIC;
    }
}
