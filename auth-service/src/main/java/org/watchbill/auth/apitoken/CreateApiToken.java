package org.watchbill.auth.apitoken;

import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.Role;

/** Makes an API token for a person in one organisation, with rights that the person's role has. */
public final class CreateApiToken {

    private static final int MOST_OF_PERSON = 20;
    private static final int MOST_OF_ORGANISATION = 500;
    /** How long expired tokens stay in the list, to tell people why a program has stopped working. */
    private static final Duration AFTERMATH = Duration.ofDays(30);

    /** The tables that are read and written. */
    public record Registers(
            Database database, ApiTokens tokens, Organisations organisations, Memberships memberships) {}

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
                            .filter(membership -> mayHave(membership.role(), form.scopes()))
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

    private static boolean mayHave(Role role, List<String> scopes) {
        return scopes.stream()
                .allMatch(name ->
                        Scopes.find(name).filter(scope -> scope.allowedTo(role)).isPresent());
    }

    private CreationDecision create(DbTransaction transaction, Membership membership, ApiTokenForm form, Instant now) {
        Organisation.Id organisation = membership.organisation().id();
        registers.organisations().lock(transaction, organisation);
        ApiTokens tokens = registers.tokens();
        tokens.deleteExpired(transaction, now.minus(AFTERMATH));
        if (tokens.countAlive(transaction, organisation, membership.user(), now) >= MOST_OF_PERSON) {
            return new CreationDecision.TooManyOfPerson();
        }
        if (tokens.countAlive(transaction, organisation, now) >= MOST_OF_ORGANISATION) {
            return new CreationDecision.TooManyOfOrganisation();
        }
        String secret = ApiTokenText.next();
        ApiToken token = new ApiToken(
                ApiToken.Id.next(),
                membership.user(),
                organisation,
                form.name(),
                ScopeRules.normalised(form.scopes()),
                new ApiToken.Times(now, now.plus(form.life()), Optional.empty()));
        String formHash = SecretHash.of("API token form " + membership.user() + " " + form.once());
        tokens.insert(transaction, token, SecretHash.of(secret), formHash);
        return new CreationDecision.Created(secret);
    }
}
