package org.watchbill.auth.client.administration;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.client.RegisteredClient;
import org.watchbill.auth.client.RegisteredClients;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/** Gives a client a new secret; the one before is worth nothing from then on. */
public final class RotateClientSecret {

    /** Whose secret. */
    public record Order(String id, ExpectedVersions expected) {}

    private final RegisteredClients clients;

    public RotateClientSecret(RegisteredClients clients) {
        this.clients = clients;
    }

    /** The answer is the client; {@code secret} is its new one. */
    public CommandResult run(DbTransaction transaction, Caller.Organisation caller, Order order, NewSecret secret) {
        return clients.lock(transaction, new Organisation.Id(caller.id()), order.id())
                .map(client -> rotate(transaction, client, order, secret))
                .orElseGet(() -> CommandResult.refused(WantedClientRules.unknown()));
    }

    private CommandResult rotate(DbTransaction transaction, RegisteredClient before, Order order, NewSecret secret) {
        Client client = before.client();
        Change.Target target = new Change.Target("client", client.id());
        Optional<Refusal> objection = WantedClientRules.stale(before, order.expected())
                .or(() -> client.proof().method().hasSecret()
                        ? Optional.empty()
                        : Optional.of(WantedClientRules.withoutSecret()));
        if (objection.isPresent()) {
            return new CommandResult.Refused(objection.get(), Optional.of(target));
        }
        RegisteredClient after = new RegisteredClient(
                new Client(
                        client.id(),
                        client.kind(),
                        client.name(),
                        client.uris(),
                        new Proof.SharedSecret(client.proof().method(), secret.give()),
                        client.grantTypes(),
                        client.registeredAt()),
                before.organisation(),
                before.own(),
                before.version() + 1,
                before.lastAuthorisedAt());
        clients.update(transaction, after);
        return new CommandResult.Done(
                RegisteredClientView.json(after),
                new Change(
                        target,
                        Optional.of(RegisteredClientView.digest(before)),
                        Optional.of(RegisteredClientView.digest(after))));
    }
}
