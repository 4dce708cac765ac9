package org.watchbill.auth.apitoken;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Makes an API token for a person in one organisation, with rights that the person's role has. */
public final class CreateApiToken {

    /** The tables that are read and written. */
    public record Registers(
            Database database,
            ApiTokens tokens,
            Organisations organisations,
            Memberships memberships,
            AccountEvents events) {}

    private final Registers registers;
    private final InstantSource time;

    public CreateApiToken(Registers registers, InstantSource time) {
        this.registers = registers;
        this.time = time;
    }

    /** {@code form} has no fault. */
    CreationDecision create(User.Id user, ApiTokenForm form) {
        Instant now = time.instant();
        try {
            return registers
                    .database()
                    .inTransaction(transaction -> chosen(transaction, user, form)
                            .filter(membership -> ApiTokenRules.mayHave(membership.role(), form.scopes()))
                            .map(membership -> create(transaction, membership, form, now))
                            .orElseGet(CreationDecision.NotOffered::new));
        } catch (RuntimeException e) {
            if (Database.isDuplicate(e)) {
                return new CreationDecision.AlreadyCreated();
            }
            throw e;
        }
    }

    private Optional<Membership> chosen(DbTransaction transaction, User.Id user, ApiTokenForm form) {
        return registers.memberships().of(transaction, user).stream()
                .filter(membership -> membership.organisation().id().toString().equals(form.organisation()))
                .findFirst();
    }

    private CreationDecision create(DbTransaction transaction, Membership membership, ApiTokenForm form, Instant now) {
        Organisation.Id organisation = membership.organisation().id();
        registers.organisations().lock(transaction, organisation);
        ApiTokens tokens = registers.tokens();
        ApiToken.Holder holder = new ApiToken.Holder.OfPerson(membership.user());
        tokens.deleteExpired(transaction, now.minus(ApiTokenRules.AFTERMATH));
        if (tokens.countAlive(transaction, organisation, holder, now) >= ApiTokenRules.MOST_OF_HOLDER) {
            return new CreationDecision.TooManyOfPerson();
        }
        if (tokens.countAlive(transaction, organisation, now) >= ApiTokenRules.MOST_OF_ORGANISATION) {
            return new CreationDecision.TooManyOfOrganisation();
        }
        NewApiToken made = NewApiToken.next();
        String formHash = SecretHash.of("API token form " + membership.user() + " " + form.once());
        tokens.insert(
                transaction, form.token(made.id(), holder, organisation, now), SecretHash.of(made.secret()), formHash);
        registers
                .events()
                .tell(
                        transaction,
                        organisation,
                        Happening.by(
                                membership.user(), "create_api_token", made.id().target()));
        return new CreationDecision.Created(made.secret());
    }
}
