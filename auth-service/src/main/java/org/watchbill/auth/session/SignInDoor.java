package org.watchbill.auth.session;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Set;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.factor.FindFactors;
import org.watchbill.auth.history.BrowserRules;
import org.watchbill.auth.history.Visitor;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.session.step.SecondSteps;
import org.watchbill.kit.http.address.ClientAddresses;

/** The one way in, whatever it was by which somebody proved who they are. */
public final class SignInDoor {

    private static final String SECOND_STEP = "/sign-in/second";

    private final BrowserSessions sessions;
    private final SecondSteps steps;
    private final FindFactors findFactors;
    private final SessionCookies cookies;
    private final ClientAddresses addresses;

    public SignInDoor(
            BrowserSessions sessions,
            SecondSteps steps,
            FindFactors findFactors,
            SessionCookies cookies,
            ClientAddresses addresses) {
        this.sessions = sessions;
        this.steps = steps;
        this.findFactors = findFactors;
        this.cookies = cookies;
        this.addresses = addresses;
    }

    /**
     * Goes on with {@code user}, who has proven to be that person by {@code method}, and answers the request: to the
     * second factor, if the person has one and {@code method} is not two in one, else on to {@code continueTo}, if that is
     * a path which may be gone on with.
     */
    public void admit(
            ServerRequest request, ServerResponse response, User user, SignInMethod method, String continueTo) {
        if (method != SignInMethod.PASSKEY && findFactors.of(user.id()).required()) {
            cookies.keepStep(response, steps.begin(user, method, ReturnPath.safe(continueTo)));
            PageEndpoint.redirect(response, SECOND_STEP);
        } else {
            open(request, response, user, Set.of(method), continueTo);
        }
    }

    /** Lets {@code user} in, who has proven everything. */
    public void open(
            ServerRequest request, ServerResponse response, User user, Set<SignInMethod> methods, String continueTo) {
        cookies.session(request).ifPresent(sessions::replace);
        cookies.keepSession(response, sessions.open(user, methods, visitor(request)));
        PageEndpoint.redirect(response, ReturnPath.safe(continueTo));
    }

    /** Signs out, without answering the request. */
    public void leave(ServerResponse response, Session session) {
        sessions.signOut(session);
        cookies.dropSession(response);
    }

    /** Where the request comes from. */
    public Visitor visitor(ServerRequest request) {
        String userAgent = request.headers().first(HeaderNames.USER_AGENT).orElse("");
        return new Visitor(addresses.keyOf(request), BrowserRules.family(userAgent));
    }
}
