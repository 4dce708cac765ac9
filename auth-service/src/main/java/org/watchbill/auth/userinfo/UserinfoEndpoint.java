package org.watchbill.auth.userinfo;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.token.BearerToken;
import org.watchbill.kit.token.Challenges;
import org.watchbill.kit.token.InvalidTokenException;

/** {@code GET} and {@code POST /userinfo}, with the token in the header. */
public final class UserinfoEndpoint {

    private final FindUserinfo findUserinfo;

    public UserinfoEndpoint(FindUserinfo findUserinfo) {
        this.findUserinfo = findUserinfo;
    }

    public void userinfo(ServerRequest request, ServerResponse response) {
        Optional<String> token = BearerToken.of(request.headers());
        if (token.isEmpty()) {
            Challenges.missing(response);
            return;
        }
        switch (findUserinfo.find(token.get())) {
            case FindUserinfo.Decision.Found(var claims) -> JsonBody.send(response, Status.OK_200, claims);
            case FindUserinfo.Decision.InvalidToken() ->
                Challenges.invalid(response, new InvalidTokenException("The token is invalid, expired or revoked"));
            case FindUserinfo.Decision.NotOpenId() -> Challenges.insufficient(response, "openid");
        }
    }
}
