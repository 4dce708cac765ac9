package org.watchbill.auth.serviceaccount;

import io.helidon.dbclient.DbTransaction;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;

/** Adds a service account, which can do nothing until it has a token. */
public final class CreateServiceAccount {

    /** What to add. */
    public record Order(String name, Role role) {}

    private final Organisations organisations;
    private final ServiceAccounts accounts;
    private final InstantSource time;

    public CreateServiceAccount(Organisations organisations, ServiceAccounts accounts, InstantSource time) {
        this.organisations = organisations;
        this.accounts = accounts;
        this.time = time;
    }

    /** The answer is the account. */
    public CommandResult run(DbTransaction transaction, Caller.Organisation caller, Order order) {
        Optional<Refusal> objection = ServiceAccountRules.objection(order.name());
        if (objection.isPresent()) {
            return CommandResult.refused(objection.get());
        }
        Organisation.Id organisation = new Organisation.Id(caller.id());
        organisations.lock(transaction, organisation);
        ServiceAccount.Id id = ServiceAccount.Id.next();
        if (accounts.isNamed(transaction, organisation, order.name(), id)) {
            return CommandResult.refused(ServiceAccountRules.nameTaken());
        }
        if (accounts.count(transaction, organisation) >= ServiceAccountRules.MOST) {
            return CommandResult.refused(ServiceAccountRules.tooMany());
        }
        ServiceAccount account = new ServiceAccount(
                id, organisation, order.name(), order.role(), 1, time.instant(), ServiceAccount.State.ENABLED);
        accounts.insert(transaction, account);
        return new CommandResult.Done(
                ServiceAccountView.json(account),
                new Change(
                        new Change.Target("service_account", id.toString()),
                        Optional.empty(),
                        Optional.of(ServiceAccountView.digest(account))));
    }
}
