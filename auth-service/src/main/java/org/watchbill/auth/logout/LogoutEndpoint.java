package org.watchbill.auth.logout;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.ConfirmPage;
import org.watchbill.auth.page.MessagePage;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;
import org.watchbill.auth.session.SignInDoor;

/**
 * {@code /logout}: signs out at once the person whose ID token the client shows, asks any other person first, and sends
 * people on to registered addresses only.
 */
public final class LogoutEndpoint {

    public static final String PATH = "/logout";
    public static final String CONFIRMED_PATH = "/logout/confirmed";

    private final ReadLogout readLogout;
    private final FormGuard guard;
    private final SignInDoor door;
    private final FindNavigation navigation;

    public LogoutEndpoint(ReadLogout readLogout, FormGuard guard, SignInDoor door, FindNavigation navigation) {
        this.readLogout = readLogout;
        this.guard = guard;
        this.door = door;
        this.navigation = navigation;
    }

    public void logout(ServerRequest request, ServerResponse response) {
        LogoutRequest asked = LogoutRequest.of(Parameters.ofQuery(request));
        ReadLogout.Checked checked = readLogout.read(asked);
        Optional<Session> session = guard.session(request);
        if (session.isEmpty()) {
            goOn(response, checked.subject().isPresent() ? checked.returnTo() : Optional.empty());
        } else if (checked.subject().filter(subjectOf(session.get())::equals).isPresent()) {
            door.leave(response, session.get());
            goOn(response, checked.returnTo());
        } else {
            PageEndpoint.send(response, Status.OK_200, question(session.get(), asked));
        }
    }

    /** Browsers send no cookie with a form from elsewhere, but they do with the GET that follows. */
    public void posted(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        String query = LogoutRequest.NAMES.stream()
                .flatMap(name -> form.optional(name).stream().map(value -> name + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        PageEndpoint.redirect(response, query.isEmpty() ? PATH : PATH + "?" + query);
    }

    public void confirmed(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        Session session = guard.requireSession(request, form);
        door.leave(response, session);
        goOn(response, readLogout.read(LogoutRequest.of(form)).returnTo());
    }

    private ConfirmPage question(Session session, LogoutRequest asked) {
        List<ConfirmPage.Field> fields = new ArrayList<>();
        fields.add(new ConfirmPage.Field("csrf", guard.token(session)));
        asked.clientId().ifPresent(id -> fields.add(new ConfirmPage.Field("client_id", id)));
        asked.returnTo().ifPresent(uri -> fields.add(new ConfirmPage.Field("post_logout_redirect_uri", uri)));
        asked.state().ifPresent(state -> fields.add(new ConfirmPage.Field("state", state)));
        return new ConfirmPage(
                navigation.find(guard.token(session), session.user(), PATH),
                "Sign out?",
                List.of("An app asks to sign you out of Watchbill in this browser. Your connections stay as they are."),
                new ConfirmPage.Form(CONFIRMED_PATH, fields, "Sign out"),
                "/");
    }

    private static String subjectOf(Session session) {
        return session.user().id().toString();
    }

    private static void goOn(ServerResponse response, Optional<String> returnTo) {
        if (returnTo.isPresent()) {
            PageEndpoint.redirect(response, returnTo.get());
        } else {
            PageEndpoint.send(
                    response,
                    Status.OK_200,
                    new MessagePage("You are signed out", "You can close this window, or go back to the app."));
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
