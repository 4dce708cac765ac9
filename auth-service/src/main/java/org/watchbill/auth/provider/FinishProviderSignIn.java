package org.watchbill.auth.provider;

import static java.util.stream.Collectors.toSet;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.event.Happening;
import org.watchbill.auth.provider.remote.IdTokenReader;
import org.watchbill.auth.provider.remote.Provider;
import org.watchbill.auth.provider.remote.ProviderException;
import org.watchbill.auth.provider.remote.ProviderIdentity;
import org.watchbill.auth.provider.remote.ProviderMetadata;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Takes the answer of a provider, once, and finds out who that is here. */
public final class FinishProviderSignIn {

    private static final System.Logger LOGGER = System.getLogger(FinishProviderSignIn.class.getName());

    /**
     * What the browser brings back.
     *
     * @param visit what only this browser can tell
     * @param issuer empty when the provider does not name itself
     * @param code empty when the provider refused
     */
    record Answer(String state, String visit, String issuer, String code) {}

    private final ProviderParts parts;
    private final IdTokenReader idTokens;
    private final InstantSource time;

    public FinishProviderSignIn(ProviderParts parts, InstantSource time) {
        this.parts = parts;
        this.idTokens = new IdTokenReader(parts.directory(), time);
        this.time = time;
    }

    ProviderDecision finish(Answer answer) {
        Optional<PendingSignIns.Pending> taken = take(answer);
        if (taken.isEmpty()) {
            return new ProviderDecision.Stale();
        }
        PendingSignIns.Pending pending = taken.get();
        Optional<Provider> provider =
                parts.database().read(reader -> parts.providers().find(reader, pending.provider()));
        if (provider.isEmpty()) {
            return new ProviderDecision.Stale();
        }
        if (answer.code().isEmpty()) {
            return new ProviderDecision.Denied();
        }
        try {
            ProviderIdentity identity = identity(provider.get(), pending, answer);
            return link(provider.get(), identity, pending.continueTo());
        } catch (ProviderException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Sign-in by a provider failed: provider={0} reason={1}",
                    provider.get().id(),
                    e.getMessage());
            return new ProviderDecision.Failed();
        }
    }

    private Optional<PendingSignIns.Pending> take(Answer answer) {
        Instant now = time.instant();
        return parts.database()
                .inTransaction(transaction -> parts.pending()
                        .find(transaction, SecretHash.of(answer.state()), SecretHash.of(answer.visit()), now)
                        .filter(pending -> parts.pending().take(transaction, pending.stateHash())));
    }

    private ProviderIdentity identity(Provider provider, PendingSignIns.Pending pending, Answer answer) {
        ProviderMetadata metadata = parts.directory().metadata(provider.issuer());
        boolean wrongIssuer = answer.issuer().isEmpty()
                ? metadata.namesItself()
                : !answer.issuer().equals(provider.issuer());
        if (wrongIssuer) {
            throw new ProviderException("The answer is another provider's");
        }
        byte[] verifier = BeginProviderSignIn.sealOf(answer.state())
                .open(pending.sealedVerifier(), List.of())
                .orElseThrow();
        String token =
                parts.tokens().redeem(provider, metadata, answer.code(), new String(verifier, StandardCharsets.UTF_8));
        return idTokens.read(token, provider, metadata, pending.nonce());
    }

    /** Two browsers of one person may be first at once; the second finds the link of the first. */
    private ProviderDecision link(Provider provider, ProviderIdentity identity, String continueTo) {
        try {
            return parts.database().inTransaction(transaction -> link(transaction, provider, identity, continueTo));
        } catch (RuntimeException e) {
            if (!Database.isDuplicate(e)) {
                throw e;
            }
            return parts.database().inTransaction(transaction -> link(transaction, provider, identity, continueTo));
        }
    }

    private ProviderDecision link(
            DbTransaction transaction, Provider provider, ProviderIdentity identity, String continueTo) {
        Optional<User.Id> linked = parts.identities().user(transaction, provider.id(), identity.subject());
        Optional<User> user = linked.isPresent()
                ? linked.flatMap(id -> parts.people().users().find(transaction, id))
                : identity.email().flatMap(email -> parts.people().users().withEmail(transaction, email));
        Optional<ProviderDecision.Reason> refusal = LinkRules.refusal(
                provider.organisation(),
                identity.email().isPresent(),
                user.map(found -> account(transaction, provider, found, linked.isPresent())));
        if (refusal.isPresent()) {
            return new ProviderDecision.Refused(refusal.get());
        }
        User person = user.orElseThrow();
        if (linked.isEmpty()) {
            parts.identities().insert(transaction, provider.id(), identity.subject(), person.id(), time.instant());
            parts.people()
                    .events()
                    .tell(transaction, provider.organisation(), Happening.ofAccount(person.id(), "link_identity"));
        }
        return new ProviderDecision.Accepted(person, continueTo);
    }

    private LinkRules.Account account(DbExecute reader, Provider provider, User user, boolean linked) {
        return new LinkRules.Account(
                user.disabled(),
                parts.people().memberships().of(reader, user.id()).stream()
                        .map(membership -> membership.organisation().id())
                        .collect(toSet()),
                linked,
                !linked && parts.identities().isLinked(reader, provider.id(), user.id()));
    }
}
