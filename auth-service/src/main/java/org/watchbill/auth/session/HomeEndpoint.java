package org.watchbill.auth.session;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.Role;

/** {@code GET /}: who is signed in, or the sign-in form. */
public final class HomeEndpoint {

    private final Database database;
    private final Memberships memberships;
    private final FormGuard guard;
    private final SignInEndpoint signIn;

    public HomeEndpoint(Database database, Memberships memberships, FormGuard guard, SignInEndpoint signIn) {
        this.database = database;
        this.memberships = memberships;
        this.guard = guard;
        this.signIn = signIn;
    }

    public void home(ServerRequest request, ServerResponse response) {
        guard.session(request)
                .ifPresentOrElse(
                        session -> PageEndpoint.send(
                                response,
                                Status.OK_200,
                                new HomePage(
                                        guard.token(session),
                                        session.user().name(),
                                        session.user().email(),
                                        places(session.user().id()))),
                        () -> signIn.form(request, response));
    }

    private List<HomePage.Place> places(User.Id user) {
        return database.read(reader -> memberships.of(reader, user)).stream()
                .map(membership -> new HomePage.Place(
                        membership.organisation().name(), membership.role() == Role.ADMIN ? "administrator" : "member"))
                .toList();
    }
}
