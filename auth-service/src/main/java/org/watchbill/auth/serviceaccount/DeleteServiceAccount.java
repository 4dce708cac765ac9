package org.watchbill.auth.serviceaccount;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/** Deletes a service account and its tokens for good. */
public final class DeleteServiceAccount {

    /** What to delete. */
    public record Order(ServiceAccount.Id id, ExpectedVersions expected) {

        /** For a caller who has seen {@code version}. */
        public Order(ServiceAccount.Id id, long version) {
            this(id, ExpectedVersions.of(version));
        }
    }

    private final ServiceAccounts accounts;

    public DeleteServiceAccount(ServiceAccounts accounts) {
        this.accounts = accounts;
    }

    /** The answer is an empty object. */
    public CommandResult run(DbTransaction transaction, Caller.Organisation caller, Order order) {
        return accounts.lock(transaction, new Organisation.Id(caller.id()), order.id())
                .map(account -> delete(transaction, account, order.expected()))
                .orElseGet(() -> CommandResult.refused(ServiceAccountRules.unknown()));
    }

    private CommandResult delete(DbTransaction transaction, ServiceAccount account, ExpectedVersions expected) {
        Change.Target target = new Change.Target("service_account", account.id().toString());
        Optional<Refusal> stale = ServiceAccountRules.stale(account, expected);
        if (stale.isPresent()) {
            return new CommandResult.Refused(stale.get(), Optional.of(target));
        }
        accounts.delete(transaction, account);
        return new CommandResult.Done(
                Json.object(), new Change(target, Optional.of(ServiceAccountView.digest(account)), Optional.empty()));
    }
}
