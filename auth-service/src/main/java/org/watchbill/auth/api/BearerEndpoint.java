package org.watchbill.auth.api;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.auth.key.KeyRing;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.auth.token.ProofDoor;
import org.watchbill.kit.token.ApiDoor;
import org.watchbill.kit.token.ApiOperation;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Challenges;
import org.watchbill.kit.token.InvalidTokenException;
import org.watchbill.kit.token.dpop.InvalidProofException;
import org.watchbill.kit.token.dpop.PresentedToken;

/** The door of this service's own API, which asks the database itself. */
public final class BearerEndpoint implements ApiDoor {

    private final KeyRing keys;
    private final AdmitCaller admit;
    private final ProofDoor proofs;

    public BearerEndpoint(KeyRing keys, AdmitCaller admit, ProofDoor proofs) {
        this.keys = keys;
        this.admit = admit;
        this.proofs = proofs;
    }

    @Override
    public Handler authenticate(ApiOperation operation) {
        return (request, response) ->
                authenticated(request, response).ifPresent(caller -> operation.handle(caller, request, response));
    }

    private Optional<Caller> authenticated(ServerRequest request, ServerResponse response) {
        try {
            Optional<PresentedToken> shown = proofs.token(request);
            if (shown.isEmpty()) {
                Challenges.missing(response);
                return Optional.empty();
            }
            Optional<Caller> caller = admitted(shown.get());
            if (caller.isEmpty()) {
                Challenges.invalid(response, new InvalidTokenException("The token is not valid here"));
            }
            return caller;
        } catch (InvalidProofException e) {
            Challenges.invalidProof(response, e);
            return Optional.empty();
        }
    }

    private Optional<Caller> admitted(PresentedToken shown) {
        keys.refresh();
        Optional<Caller> caller = admit.admit(shown.token());
        if (caller.isPresent()) {
            shown.requireHolder(AccessTokens.key(shown.token()), proofs.seen());
        }
        return caller;
    }
}
