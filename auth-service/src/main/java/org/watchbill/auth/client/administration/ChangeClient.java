package org.watchbill.auth.client.administration;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import org.watchbill.auth.client.AuthMethod;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.client.RegisteredClient;
import org.watchbill.auth.client.RegisteredClients;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/** Describes a client anew. A secret that it has stays, and it gets one when its way to prove itself becomes one by secret. */
public final class ChangeClient {

    /** Which client, and what it is to be as a whole. */
    public record Order(String id, ExpectedVersions expected, WantedClient wanted) {}

    private final RegisteredClients clients;
    private final ClientSecrets secrets;

    public ChangeClient(RegisteredClients clients, ClientSecrets secrets) {
        this.clients = clients;
        this.secrets = secrets;
    }

    /** The answer is the client, to be shown through {@link ClientSecrets#revealed}. */
    public CommandResult run(DbTransaction transaction, Caller.Organisation caller, Order order) {
        return clients.lock(transaction, new Organisation.Id(caller.id()), order.id())
                .map(client -> change(transaction, client, order))
                .orElseGet(() -> CommandResult.refused(WantedClientRules.unknown()));
    }

    private CommandResult change(DbTransaction transaction, RegisteredClient before, Order order) {
        Change.Target target = new Change.Target("client", before.client().id());
        Optional<Refusal> stale = WantedClientRules.stale(before, order.expected());
        if (stale.isPresent()) {
            return new CommandResult.Refused(stale.get(), Optional.of(target));
        }
        AuthMethod method = WantedClientRules.method(order.wanted());
        String secret = RandomSecret.next();
        boolean needsSecret =
                method.hasSecret() && !before.client().proof().method().hasSecret();
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
        JsonNode view = RegisteredClientView.json(after);
        return new CommandResult.Done(
                needsSecret ? secrets.with(view, secret) : view,
                new Change(
                        target,
                        Optional.of(RegisteredClientView.digest(before)),
                        Optional.of(RegisteredClientView.digest(after))));
    }

    private static Proof proof(Proof before, WantedClient wanted, AuthMethod method, String secret) {
        if (!method.hasSecret()) {
            return RegisterClientByAdministrator.proofWithoutSecret(wanted, method);
        }
        return before instanceof Proof.SharedSecret(var earlier, String hash)
                ? new Proof.SharedSecret(method, hash)
                : new Proof.SharedSecret(method, SecretHash.of(secret));
    }
}
