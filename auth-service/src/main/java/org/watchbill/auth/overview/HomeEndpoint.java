package org.watchbill.auth.overview;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.watchbill.auth.account.User;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;
import org.watchbill.auth.session.SignInEndpoint;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.Role;

/** {@code GET /}: who is signed in and what there is to do, or the sign-in form. */
public final class HomeEndpoint {

    private final Database database;
    private final Memberships memberships;
    private final FindNavigation navigation;
    private final FormGuard guard;
    private final SignInEndpoint signIn;

    public HomeEndpoint(
            Database database,
            Memberships memberships,
            FindNavigation navigation,
            FormGuard guard,
            SignInEndpoint signIn) {
        this.database = database;
        this.memberships = memberships;
        this.navigation = navigation;
        this.guard = guard;
        this.signIn = signIn;
    }

    public void home(ServerRequest request, ServerResponse response) {
        guard.session(request)
                .ifPresentOrElse(
                        session -> PageEndpoint.send(response, Status.OK_200, page(session)),
                        () -> signIn.form(request, response));
    }

    /** {@code GET /account}: the same page. */
    public void account(ServerRequest request, ServerResponse response) {
        PageEndpoint.redirect(response, FindNavigation.HOME);
    }

    private HomePage page(Session session) {
        User user = session.user();
        return new HomePage(
                navigation.find(guard.token(session), user, FindNavigation.HOME),
                user.name(),
                user.email(),
                places(user.id()));
    }

    private List<HomePage.Place> places(User.Id user) {
        return database.read(reader -> memberships.of(reader, user)).stream()
                .map(HomeEndpoint::place)
                .toList();
    }

    private static HomePage.Place place(Membership membership) {
        Organisation organisation = membership.organisation();
        boolean administers = membership.role() == Role.ADMIN;
        return new HomePage.Place(
                organisation.name(),
                administers ? "administrator" : "member",
                organisation.zone().getId(),
                administers ? FindNavigation.ADMINISTRATION + "/" + organisation.slug() : "");
    }
}
