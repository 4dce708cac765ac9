package org.watchbill.gateway.credential;

import java.time.Duration;
import java.util.Map;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.InvalidTokenException;
import org.watchbill.kit.token.TokenVerifier;

/** Admits requests by their credential. Access tokens are verified here; auth-service has the last word on all kinds. */
public final class Credentials {

    private final PresentedCredential.LegacyForms legacy;
    private final TokenVerifier tokens;
    private final ExchangedTokens exchanged;

    public Credentials(PresentedCredential.LegacyForms legacy, TokenVerifier tokens, ExchangedTokens exchanged) {
        this.legacy = legacy;
        this.tokens = tokens;
        this.exchanged = exchanged;
    }

    public Admission admit(PresentedCredential presented) {
        return switch (presented) {
            case PresentedCredential.None none -> Admission.Denied.usual(false);
            case PresentedCredential.Unusable unusable -> Admission.Denied.usual(true);
            case PresentedCredential.Found found -> admit(found.credential());
        };
    }

    /** The credential in a request from {@code address}; {@code query} holds the decoded parameters of the URL. */
    public PresentedCredential find(McpHeaders headers, Map<String, String> query, String address) {
        return PresentedCredential.of(headers, query, address, legacy);
    }

    /** Whether it was good a moment ago; asks nobody. */
    public boolean know(PresentedCredential presented) {
        return presented instanceof PresentedCredential.Found(Credential shown) && exchanged.knows(shown);
    }

    private Admission admit(Credential credential) {
        try {
            if (credential.kind() == Credential.Kind.ACCESS_TOKEN) {
                tokens.verify(credential.value().reveal());
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
