package org.watchbill.auth.provider;

import io.helidon.dbclient.DbTransaction;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.provider.remote.Provider;
import org.watchbill.auth.provider.remote.ProviderException;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/** Names, changes and drops the provider of an organisation. */
public final class ChangeProvider {

    private final ProviderParts parts;
    private final Organisations organisations;
    private final InstantSource time;

    public ChangeProvider(ProviderParts parts, Organisations organisations, InstantSource time) {
        this.parts = parts;
        this.organisations = organisations;
        this.time = time;
    }

    public Optional<ProviderView> find(Caller.Organisation organisation) {
        return parts.database()
                .read(reader -> parts.providers().of(reader, new Organisation.Id(organisation.id())))
                .map(this::view);
    }

    /** Asks the organisation's provider for its description; empty when there is none. */
    public Optional<ProviderTrial> trial(Caller.Organisation organisation) {
        return find(organisation).map(provider -> {
            try {
                parts.directory().metadata(provider.issuer());
                return new ProviderTrial(true, Optional.empty());
            } catch (ProviderException e) {
                return new ProviderTrial(false, Optional.ofNullable(e.getMessage()));
            }
        });
    }

    public CommandResult add(DbTransaction transaction, Caller.Organisation caller, ProviderOrder order) {
        Optional<Refusal> objection = ProviderOrderRules.objection(order);
        if (objection.isPresent()) {
            return CommandResult.refused(objection.get());
        }
        Organisation.Id organisation = new Organisation.Id(caller.id());
        organisations.lock(transaction, organisation);
        if (parts.providers().of(transaction, organisation).isPresent()) {
            return CommandResult.refused(
                    Refusal.of(ErrorCode.CONFLICT, "The organisation has a provider already; drop it first"));
        }
        Provider.Id id = Provider.Id.next();
        Provider provider = new Provider(
                id,
                organisation,
                order.name().strip(),
                order.issuer(),
                new Provider.Registration(
                        order.clientId(),
                        parts.tokens().sealed(id, order.clientSecret().orElse(""))),
                1);
        parts.providers().insert(transaction, provider, time.instant());
        return done(Optional.empty(), Optional.of(provider));
    }

    /** The issuer stays: another one is another provider, with other people. */
    public CommandResult change(
            DbTransaction transaction, Caller.Organisation caller, ProviderOrder order, ExpectedVersions expected) {
        Optional<Refusal> objection = ProviderOrderRules.objection(order);
        if (objection.isPresent()) {
            return CommandResult.refused(objection.get());
        }
        Organisation.Id organisation = new Organisation.Id(caller.id());
        organisations.lock(transaction, organisation);
        Optional<Provider> found = parts.providers().of(transaction, organisation);
        Optional<Refusal> refusal = refusal(found, expected)
                .or(() -> found.filter(known -> !known.issuer().equals(order.issuer()))
                        .map(known -> Refusal.invalid(
                                "issuer", "The issuer cannot be changed; drop the provider and add another")));
        if (refusal.isPresent()) {
            return CommandResult.refused(refusal.get());
        }
        Provider known = found.orElseThrow();
        Provider changed = new Provider(
                known.id(),
                organisation,
                order.name().strip(),
                known.issuer(),
                new Provider.Registration(
                        order.clientId(),
                        order.clientSecret()
                                .map(secret -> parts.tokens().sealed(known.id(), secret))
                                .orElse(known.registration().sealedSecret())),
                known.version() + 1);
        parts.providers().update(transaction, changed, time.instant());
        return done(found, Optional.of(changed));
    }

    /** Nobody is signed out; everybody needs another way in the next time. */
    public CommandResult drop(DbTransaction transaction, Caller.Organisation caller, ExpectedVersions expected) {
        Organisation.Id organisation = new Organisation.Id(caller.id());
        organisations.lock(transaction, organisation);
        Optional<Provider> found = parts.providers().of(transaction, organisation);
        Optional<Refusal> refusal = refusal(found, expected);
        if (refusal.isPresent()) {
            return CommandResult.refused(refusal.get());
        }
        parts.providers().delete(transaction, found.orElseThrow().id());
        return done(found, Optional.empty());
    }

    /** The person's next sign-in by the provider links the identity that comes then. */
    public CommandResult unlink(DbTransaction transaction, Caller.Organisation caller, User.Id person) {
        Optional<Provider> found = parts.providers().of(transaction, new Organisation.Id(caller.id()));
        boolean unlinked = found.filter(provider -> parts.identities().delete(transaction, provider.id(), person))
                .isPresent();
        return unlinked
                ? new CommandResult.Done(
                        Json.object(),
                        new Change(new Change.Target("user", person.toString()), Optional.empty(), Optional.empty()))
                : CommandResult.refused(Refusal.of(ErrorCode.NOT_FOUND, "This person is not linked"));
    }

    private Optional<Refusal> refusal(Optional<Provider> found, ExpectedVersions expected) {
        return found.isEmpty()
                ? Optional.of(Refusal.of(ErrorCode.NOT_FOUND, "The organisation has no provider"))
                : expected.objection(found.get().version(), Json.tree(view(found.get())));
    }

    private CommandResult done(Optional<Provider> before, Optional<Provider> after) {
        JsonNode answer =
                after.<JsonNode>map(provider -> Json.tree(view(provider))).orElseGet(Json::object);
        String id = after.or(() -> before).orElseThrow().id().toString();
        return new CommandResult.Done(
                answer,
                new Change(
                        new Change.Target("identity_provider", id),
                        before.map(provider -> CanonicalJson.digest(Json.tree(view(provider)))),
                        after.map(provider -> CanonicalJson.digest(answer))));
    }

    private ProviderView view(Provider provider) {
        return ProviderView.of(provider, parts.tokens().redirectUri());
    }
}
