package org.watchbill.auth.userinfo;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.auth.token.ProofDoor;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.token.Challenges;
import org.watchbill.kit.token.InvalidTokenException;
import org.watchbill.kit.token.dpop.InvalidProofException;
import org.watchbill.kit.token.dpop.PresentedToken;

/** {@code GET} and {@code POST /userinfo}, with the token in the header. */
public final class UserinfoEndpoint {

    private final FindUserinfo findUserinfo;
    private final ProofDoor proofs;

    public UserinfoEndpoint(FindUserinfo findUserinfo, ProofDoor proofs) {
        this.findUserinfo = findUserinfo;
        this.proofs = proofs;
    }

    public void userinfo(ServerRequest request, ServerResponse response) {
        try {
            proofs.token(request).ifPresentOrElse(shown -> answer(response, shown), () -> Challenges.missing(response));
        } catch (InvalidProofException e) {
            Challenges.invalidProof(response, e);
        }
    }

    private void answer(ServerResponse response, PresentedToken shown) {
        switch (findUserinfo.find(shown.token())) {
            case FindUserinfo.Decision.Found(var claims) -> {
                shown.requireHolder(AccessTokens.key(shown.token()), proofs.seen());
                JsonBody.send(response, Status.OK_200, claims);
            }
            case FindUserinfo.Decision.InvalidToken() ->
                Challenges.invalid(response, new InvalidTokenException("The token is invalid, expired or revoked"));
            case FindUserinfo.Decision.NotOpenId() -> Challenges.insufficient(response, "openid");
        }
    }
}
