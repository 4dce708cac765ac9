package org.watchbill.auth.client.administration;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import org.watchbill.auth.client.RegisteredClient;
import org.watchbill.auth.client.RegisteredClients;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/** Deletes a client with every connection through it. */
public final class DeleteClient {

    /** What to delete. */
    public record Order(String id, ExpectedVersions expected) {}

    private final RegisteredClients clients;

    public DeleteClient(RegisteredClients clients) {
        this.clients = clients;
    }

    /** The answer is an empty object. */
    public CommandResult run(DbTransaction transaction, Caller.Organisation caller, Order order) {
        return clients.lock(transaction, new Organisation.Id(caller.id()), order.id())
                .map(client -> delete(transaction, client, order.expected()))
                .orElseGet(() -> CommandResult.refused(WantedClientRules.unknown()));
    }

    private CommandResult delete(DbTransaction transaction, RegisteredClient client, ExpectedVersions expected) {
        Change.Target target = new Change.Target("client", client.client().id());
        Optional<Refusal> stale = WantedClientRules.stale(client, expected);
        if (stale.isPresent()) {
            return new CommandResult.Refused(stale.get(), Optional.of(target));
        }
        clients.delete(transaction, client);
        return new CommandResult.Done(
                Json.object(), new Change(target, Optional.of(RegisteredClientView.digest(client)), Optional.empty()));
    }
}
