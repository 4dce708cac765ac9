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
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.token.Caller;

/** Registers a client for an organisation. */
public final class RegisterClientByAdministrator {

    private final Organisations organisations;
    private final RegisteredClients clients;
    private final InstantSource time;

    public RegisterClientByAdministrator(Organisations organisations, RegisteredClients clients, InstantSource time) {
        this.organisations = organisations;
        this.clients = clients;
        this.time = time;
    }

    /** The answer is the client; {@code secret} is given to it when it needs one. */
    public CommandResult run(
            DbTransaction transaction, Caller.Organisation caller, WantedClient wanted, NewSecret secret) {
        Organisation.Id organisation = new Organisation.Id(caller.id());
        AuthMethod method = WantedClientRules.method(wanted);
        Proof proof =
                method.hasSecret() ? new Proof.SharedSecret(method, secret.give()) : proofWithoutSecret(wanted, method);
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
        return new CommandResult.Done(
                RegisteredClientView.json(registered),
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
