package org.watchbill.auth.client.administration;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import org.watchbill.auth.client.AuthMethod;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.client.RegisteredClient;
import org.watchbill.auth.client.RegisteredClients;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/** Describes a client anew. A secret that it has stays, and it gets one when its way to prove itself becomes one by secret. */
public final class ChangeClient {

    /** Which client, and what it is to be as a whole. */
    public record Order(String id, ExpectedVersions expected, WantedClient wanted) {}

    private final RegisteredClients clients;

    public ChangeClient(RegisteredClients clients) {
        this.clients = clients;
    }

    /** The answer is the client; {@code secret} is given to it when it needs one. */
    public CommandResult run(DbTransaction transaction, Caller.Organisation caller, Order order, NewSecret secret) {
        return clients.lock(transaction, new Organisation.Id(caller.id()), order.id())
                .map(client -> change(transaction, client, order, secret))
                .orElseGet(() -> CommandResult.refused(WantedClientRules.unknown()));
    }

    private CommandResult change(DbTransaction transaction, RegisteredClient before, Order order, NewSecret secret) {
        Change.Target target = new Change.Target("client", before.client().id());
        Optional<Refusal> stale = WantedClientRules.stale(before, order.expected());
        if (stale.isPresent()) {
            return new CommandResult.Refused(stale.get(), Optional.of(target));
        }
        AuthMethod method = WantedClientRules.method(order.wanted());
        RegisteredClient described = RegisterClientByAdministrator.described(
                before.client().id(),
                before.organisation(),
                order.wanted(),
                proof(before.client().proof(), order.wanted(), method, secret),
                before.client().registeredAt());
        RegisteredClient after = new RegisteredClient(
                described.client(),
                before.organisation(),
                described.own(),
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

    private static Proof proof(Proof before, WantedClient wanted, AuthMethod method, NewSecret secret) {
        if (!method.hasSecret()) {
            return RegisterClientByAdministrator.proofWithoutSecret(wanted, method);
        }
        return before instanceof Proof.SharedSecret(var earlier, String hash)
                ? new Proof.SharedSecret(method, hash)
                : new Proof.SharedSecret(method, secret.give());
    }
}
