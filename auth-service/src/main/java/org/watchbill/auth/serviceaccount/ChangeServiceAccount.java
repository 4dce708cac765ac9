package org.watchbill.auth.serviceaccount;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;

/** Renames a service account, gives it another role, disables or enables it. A disabled one's tokens are good for nothing. */
public final class ChangeServiceAccount {

    /**
     * What to change.
     *
     * @param to what is not named stays
     */
    public record Order(ServiceAccount.Id id, ExpectedVersions expected, To to) {

        /** For a caller who has seen {@code version}. */
        public Order(ServiceAccount.Id id, long version, To to) {
            this(id, ExpectedVersions.of(version), to);
        }
    }

    /** What the account is to be. */
    public record To(Optional<String> name, Optional<Role> role, Optional<ServiceAccount.State> state) {

        public static To named(String name, Role role) {
            return new To(Optional.of(name), Optional.of(role), Optional.empty());
        }

        public static To in(ServiceAccount.State state) {
            return new To(Optional.empty(), Optional.empty(), Optional.of(state));
        }
    }

    private final Organisations organisations;
    private final ServiceAccounts accounts;
    private final InstantSource time;

    public ChangeServiceAccount(Organisations organisations, ServiceAccounts accounts, InstantSource time) {
        this.organisations = organisations;
        this.accounts = accounts;
        this.time = time;
    }

    /** The answer is the account. */
    public CommandResult run(DbTransaction transaction, Caller.Organisation caller, Order order) {
        Organisation.Id organisation = new Organisation.Id(caller.id());
        organisations.lock(transaction, organisation);
        return accounts.lock(transaction, organisation, order.id())
                .map(account -> change(transaction, account, order))
                .orElseGet(() -> CommandResult.refused(ServiceAccountRules.unknown()));
    }

    private CommandResult change(DbTransaction transaction, ServiceAccount account, Order order) {
        Change.Target target = new Change.Target("service_account", account.id().toString());
        Optional<Refusal> objection = ServiceAccountRules.stale(account, order.expected())
                .or(() -> order.to().name().flatMap(ServiceAccountRules::objection))
                .or(() -> order.to()
                        .name()
                        .filter(name -> accounts.isNamed(transaction, account.organisation(), name, account.id()))
                        .map(name -> ServiceAccountRules.nameTaken()));
        if (objection.isPresent()) {
            return new CommandResult.Refused(objection.get(), Optional.of(target));
        }
        ServiceAccount changed = changed(account, order.to());
        Optional<Instant> disabledAt =
                changed.state() == ServiceAccount.State.DISABLED ? Optional.of(time.instant()) : Optional.empty();
        accounts.update(transaction, changed, disabledAt);
        return new CommandResult.Done(
                ServiceAccountView.json(changed),
                new Change(
                        target,
                        Optional.of(ServiceAccountView.digest(account)),
                        Optional.of(ServiceAccountView.digest(changed))));
    }

    private static ServiceAccount changed(ServiceAccount account, To to) {
        return new ServiceAccount(
                account.id(),
                account.organisation(),
                to.name().orElse(account.name()),
                to.role().orElse(account.role()),
                account.version() + 1,
                account.createdAt(),
                to.state().orElse(account.state()));
    }
}
