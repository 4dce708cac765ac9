package org.watchbill.auth.session;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Set;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.history.BrowserRules;
import org.watchbill.auth.history.Visitor;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.kit.http.address.ClientAddresses;

/** The one way in, whatever it was by which somebody proved who they are. */
public final class SignInDoor {

    private final BrowserSessions sessions;
    private final SessionCookies cookies;
    private final ClientAddresses addresses;

    public SignInDoor(BrowserSessions sessions, SessionCookies cookies, ClientAddresses addresses) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.addresses = addresses;
    }

    /**
     * Lets {@code user} in, who has proven to be that person by {@code method}, and answers the request: on to
     * {@code continueTo}, if that is a path which may be gone on with.
     */
    public void admit(
            ServerRequest request, ServerResponse response, User user, SignInMethod method, String continueTo) {
        cookies.session(request).ifPresent(sessions::replace);
        cookies.keepSession(response, sessions.open(user, Set.of(method), visitor(request)));
        PageEndpoint.redirect(response, ReturnPath.safe(continueTo));
    }

    /** Where the request comes from. */
    public Visitor visitor(ServerRequest request) {
        String userAgent = request.headers().first(HeaderNames.USER_AGENT).orElse("");
        return new Visitor(addresses.keyOf(request), BrowserRules.family(userAgent));
    }
}
