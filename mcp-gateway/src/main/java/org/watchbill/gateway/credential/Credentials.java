package org.watchbill.gateway.credential;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.InvalidTokenException;
import org.watchbill.kit.token.TokenVerifier;
import org.watchbill.kit.token.dpop.DpopProof;

/** Admits requests by their credential. Access tokens are verified here; auth-service has the last word on all kinds. */
public final class Credentials {

    private final PresentedCredential.LegacyForms legacy;
    private final TokenVerifier tokens;
    private final Proofs proofs;
    private final ExchangedTokens exchanged;

    public Credentials(
            PresentedCredential.LegacyForms legacy, TokenVerifier tokens, Proofs proofs, ExchangedTokens exchanged) {
        this.legacy = legacy;
        this.tokens = tokens;
        this.proofs = proofs;
        this.exchanged = exchanged;
    }

    /** Admits a request that has just come; its proof counts once. */
    public Admission arrive(PresentedCredential presented) {
        Admission admission = admit(presented);
        boolean repeated = admission instanceof Admission.Admitted
                && presented instanceof PresentedCredential.Found found
                && found.proof().filter(proof -> !proofs.isFirst(proof)).isPresent();
        return repeated ? new Admission.BadProof("The proof was used before") : admission;
    }

    /** Looks again at the credential of a request that is under way. */
    public Admission admit(PresentedCredential presented) {
        return switch (presented) {
            case PresentedCredential.None none -> Admission.Denied.usual(false);
            case PresentedCredential.Unusable unusable -> Admission.Denied.usual(true);
            case PresentedCredential.Bound unchecked -> Admission.Denied.usual(true);
            case PresentedCredential.BadProof(String reason) -> new Admission.BadProof(reason);
            case PresentedCredential.Found(Credential credential, Optional<DpopProof> proof) ->
                admit(credential, proof.map(DpopProof::thumbprint));
        };
    }

    /** The credential in a request from {@code address}; {@code query} holds the decoded parameters of the URL. */
    public PresentedCredential find(McpHeaders headers, Map<String, String> query, String address, Proofs.Call call) {
        PresentedCredential presented = PresentedCredential.of(headers, query, address, legacy);
        return presented instanceof PresentedCredential.Bound bound ? proofs.check(bound, call) : presented;
    }

    /** Whether it was good a moment ago; asks nobody. */
    public boolean know(PresentedCredential presented) {
        return presented instanceof PresentedCredential.Found found && exchanged.knows(found.credential());
    }

    private Admission admit(Credential credential, Optional<String> key) {
        try {
            if (credential.kind() == Credential.Kind.ACCESS_TOKEN
                    && !tokens.verify(credential.value().reveal()).key().equals(key)) {
                return new Admission.BadProof("The token is not bound to the key of a proof of this request");
            }
            return switch (exchanged.of(credential)) {
                case ExchangeAnswer.Granted granted ->
                    new Admission.Admitted(identity(credential.kind(), granted.token()));
                case ExchangeAnswer.Refused(String reason) -> new Admission.Denied(true, reason);
                case ExchangeAnswer.Throttled(Duration pause) -> new Admission.Throttled(pause);
                case ExchangeAnswer.Unavailable unavailable -> new Admission.Unavailable();
            };
        } catch (InvalidTokenException e) {
            return Admission.Denied.usual(true);
        } catch (BackendException e) {
            return new Admission.Unavailable();
        }
    }

    /** Only the client behind an access token can send its person through another consent for more scopes. */
    private static Identity identity(Credential.Kind kind, InternalToken token) {
        Caller caller = token.caller();
        Principal principal =
                new Principal(caller.subject(), caller.organisation().id().toString(), caller.clientId());
        return kind == Credential.Kind.ACCESS_TOKEN
                ? Identity.withConsent(principal, caller.isAdmin(), token.value())
                : Identity.withFixedScopes(principal, caller.isAdmin(), token.value(), caller.scopes());
    }
}
