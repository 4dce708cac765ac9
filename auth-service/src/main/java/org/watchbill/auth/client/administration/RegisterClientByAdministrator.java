package org.watchbill.auth.client.administration;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.client.AuthMethod;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.client.RegisteredClient;
import org.watchbill.auth.client.RegisteredClients;
import org.watchbill.auth.organisation.NameRules;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/** Registers a client for an organisation. */
public final class RegisterClientByAdministrator {

    private final Organisations organisations;
    private final RegisteredClients clients;
    private final ClientSecrets secrets;
    private final InstantSource time;

    public RegisterClientByAdministrator(
            Organisations organisations, RegisteredClients clients, ClientSecrets secrets, InstantSource time) {
        this.organisations = organisations;
        this.clients = clients;
        this.secrets = secrets;
        this.time = time;
    }

    /** The answer is the client, to be shown through {@link ClientSecrets#revealed}. */
    public CommandResult run(DbTransaction transaction, Caller.Organisation caller, WantedClient wanted) {
        Organisation.Id organisation = new Organisation.Id(caller.id());
        String secret = RandomSecret.next();
        AuthMethod method = WantedClientRules.method(wanted);
        Proof proof = method.hasSecret()
                ? new Proof.SharedSecret(method, SecretHash.of(secret))
                : proofWithoutSecret(wanted, method);
        RegisteredClient registered = described(
                UUID.randomUUID().toString(),
                organisation,
                wanted,
                proof,
                time.instant().truncatedTo(ChronoUnit.MICROS));
        organisations.lock(transaction, organisation);
        if (clients.count(transaction, organisation) >= WantedClientRules.MOST) {
            return CommandResult.refused(WantedClientRules.tooMany());
        }
        clients.insert(transaction, registered);
        JsonNode view = RegisteredClientView.json(registered);
        return new CommandResult.Done(
                method.hasSecret() ? secrets.with(view, secret) : view,
                new Change(
                        new Change.Target("client", registered.client().id()),
                        Optional.empty(),
                        Optional.of(RegisteredClientView.digest(registered))));
    }

    static Proof proofWithoutSecret(WantedClient wanted, AuthMethod method) {
        return WantedClientRules.keys(wanted)
                .<Proof>map(keys -> new Proof.SignedAssertion(method, keys))
                .orElseGet(Proof.Nothing::new);
    }

    static RegisteredClient described(
            String id, Organisation.Id organisation, WantedClient wanted, Proof proof, Instant registeredAt) {
        return new RegisteredClient(
                new Client(
                        id,
                        Client.Kind.REGISTERED,
                        NameRules.tidy("name", wanted.name()),
                        WantedClientRules.uris(wanted),
                        proof,
                        WantedClientRules.grantTypes(wanted),
                        registeredAt),
                organisation,
                WantedClientRules.ownRights(wanted),
                1,
                Optional.empty());
    }
}
