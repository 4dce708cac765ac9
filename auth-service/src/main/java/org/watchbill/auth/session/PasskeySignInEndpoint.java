package org.watchbill.auth.session;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.factor.SecondFactorLimits;
import org.watchbill.auth.factor.passkey.Challenges;
import org.watchbill.auth.factor.passkey.CheckPasskey;
import org.watchbill.auth.history.RecordAttempt;
import org.watchbill.auth.history.Visitor;
import org.watchbill.auth.oauth.Parameters;

/** {@code POST /sign-in/passkey}: a passkey alone, which is two factors in one. */
public final class PasskeySignInEndpoint {

    private final CheckPasskey checkPasskey;
    private final SecondFactorLimits limits;
    private final RecordAttempt record;
    private final SignInEndpoint signIn;
    private final FormGuard guard;
    private final SignInDoor door;

    public PasskeySignInEndpoint(
            CheckPasskey checkPasskey,
            SecondFactorLimits limits,
            RecordAttempt record,
            SignInEndpoint signIn,
            FormGuard guard,
            SignInDoor door) {
        this.checkPasskey = checkPasskey;
        this.limits = limits;
        this.record = record;
        this.signIn = signIn;
        this.guard = guard;
        this.door = door;
    }

    public void signIn(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        guard.requireVisit(request, form);
        String continueTo = form.optional("continue").orElse(ReturnPath.HOME);
        Visitor visitor = door.visitor(request);
        if (!limits.allowsFrom(visitor.address())) {
            response.header(HeaderNames.RETRY_AFTER, "180");
            signIn.again(
                    request,
                    response,
                    Status.TOO_MANY_REQUESTS_429,
                    new SignInEndpoint.Attempt(continueTo, "", "Too many attempts. Wait a few minutes and try again."));
            return;
        }
        Optional<User> user = checkPasskey.check(
                form.optional("proof").orElse(""), Challenges.Purpose.SIGN_IN, form.required("csrf"));
        if (user.isPresent()) {
            limits.succeeded(user.get().id(), visitor.address());
            door.admit(request, response, user.get(), SignInMethod.PASSKEY, continueTo);
        } else {
            record.unknownAccount(visitor);
            signIn.again(
                    request,
                    response,
                    Status.BAD_REQUEST_400,
                    new SignInEndpoint.Attempt(
                            continueTo, "", "This passkey is not known here. Sign in with your password."));
        }
    }
}
