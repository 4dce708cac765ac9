package org.watchbill.auth.password;

import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/**
 * A link for a new password that an administrator brings to a person, where no mail can be sent. Only for people who are in
 * no other organisation: whoever has the link gets into all that the account can.
 */
public final class MakeResetLink {

    private static final Duration LIFETIME = Duration.ofHours(24);

    /** For whom; {@code secret} is new for each attempt, and {@link ResetLinks#toShow} tells whether to show its link. */
    public record Order(User.Id user, Secret secret) {}

    /** What the answer holds. */
    private record Made(String userId, Instant expiresAt) {}

    private final PasswordResets resets;
    private final Users users;
    private final Memberships memberships;
    private final OfferReset offerReset;
    private final InstantSource time;

    public MakeResetLink(
            PasswordResets resets, Users users, Memberships memberships, OfferReset offerReset, InstantSource time) {
        this.resets = resets;
        this.users = users;
        this.memberships = memberships;
        this.offerReset = offerReset;
        this.time = time;
    }

    public CommandResult run(DbTransaction transaction, Caller.Organisation organisation, Order order) {
        Change.Target target = new Change.Target("user", order.user().toString());
        Optional<User> user = users.lock(transaction, order.user());
        Optional<Refusal> objection = objection(transaction, organisation, user);
        if (objection.isPresent()) {
            return new CommandResult.Refused(objection.get(), Optional.of(target));
        }
        Instant expiresAt = time.instant().plus(LIFETIME);
        resets.deleteOf(transaction, order.user());
        resets.insert(
                transaction,
                SecretHash.of(order.secret().reveal()),
                new PasswordResets.Row(order.user(), false, expiresAt));
        return new CommandResult.Done(
                Json.tree(new Made(order.user().toString(), expiresAt)),
                new Change(target, Optional.empty(), Optional.empty()));
    }

    private Optional<Refusal> objection(
            DbTransaction transaction, Caller.Organisation organisation, Optional<User> user) {
        List<Organisation.Id> places = user.stream()
                .flatMap(found -> memberships.of(transaction, found.id()).stream())
                .map(Membership::organisation)
                .map(Organisation::id)
                .toList();
        if (!places.contains(new Organisation.Id(organisation.id()))) {
            return Optional.of(Refusal.of(ErrorCode.NOT_FOUND, "There is no such member"));
        }
        if (offerReset.canMail()) {
            return Optional.of(Refusal.of(
                    ErrorCode.CONFLICT,
                    "People get the link for a new password by mail: see \"Forgot your password?\""));
        }
        if (places.size() > 1) {
            return Optional.of(Refusal.of(
                    ErrorCode.FORBIDDEN_ROLE,
                    "This person is in another organisation, too, so that no single one may reset the password"));
        }
        return user.filter(User::disabled).map(disabled -> Refusal.of(ErrorCode.CONFLICT, "This account is disabled"));
    }
}
