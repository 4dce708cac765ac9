package org.watchbill.auth.administration;

import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.page.ConfirmPage;
import org.watchbill.auth.page.Navigation;
import org.watchbill.auth.page.Page;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.page.TablePage;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.http.Trace;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Role;

/**
 * {@code /admin} and the frame around every page below it, which is for administrators of the organisation that the path
 * names; for everybody else there is no such page.
 */
public final class AdministrationEndpoint {

    /** What a page does for an administrator. */
    @FunctionalInterface
    public interface Work {

        void handle(Visit visit);
    }

    /** What is asked before something is done to a row of {@code version}. */
    public record Question(String title, String consequence, String button, long version) {}

    /**
     * A request of an administrator.
     *
     * @param csrf the token for forms
     * @param parameters of the form that was sent, or of the query
     */
    public record Visit(
            Administrator administrator,
            String csrf,
            Navigation navigation,
            Parameters parameters,
            ServerRequest request,
            ServerResponse response) {

        /** The value of {@code name} in the path. */
        public String segment(String name) {
            return request.path().pathParameters().get(name);
        }

        public void show(Page page) {
            PageEndpoint.send(response, Status.OK_200, page);
        }

        /** Shows a form again because of what was sent. */
        public void refuse(Status status, Page page) {
            PageEndpoint.send(response, status, page);
        }

        public void goTo(String path) {
            PageEndpoint.redirect(response, administrator.path(path));
        }

        public AdministratorCommands.Origin origin() {
            return new AdministratorCommands.Origin(
                    administrator,
                    parameters.required("once"),
                    Trace.of(request).traceId());
        }

        /** The cursor that the query names. */
        public Cursor after() {
            return parameters.optional("after").map(Cursor::of).orElse(Cursor.START);
        }

        /** The ways through the list at {@code list}, of which {@code page} is shown. */
        public TablePage.Pager pager(String list, org.watchbill.kit.page.Page<?> page) {
            String search = parameters
                    .optional("q")
                    .map(text -> "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                    .orElse("");
            String path = administrator.path(list);
            return new TablePage.Pager(
                    parameters.optional("after").isEmpty() ? "" : path + (search.isEmpty() ? "" : "?" + search),
                    page.nextCursor()
                            .map(cursor -> path + "?" + (search.isEmpty() ? "" : search + "&") + "after=" + cursor)
                            .orElse(""));
        }

        /** Asks before it is done; {@code action} and {@code back} are paths below the administration. */
        public void ask(Question question, String action, String back) {
            List<ConfirmPage.Field> hidden = new ArrayList<>(hidden());
            hidden.add(new ConfirmPage.Field("version", String.valueOf(question.version())));
            show(new ConfirmPage(
                    navigation,
                    question.title(),
                    List.of(question.consequence()),
                    new ConfirmPage.Form(administrator.path(action), hidden, question.button()),
                    administrator.path(back)));
        }

        /** The version that the form was shown with. */
        public long version() {
            return parameters
                    .optional("version")
                    .filter(text -> text.matches("[0-9]{1,18}"))
                    .map(Long::valueOf)
                    .orElseThrow(() -> new PageRefusal(400, "This form is out of date", "Open the page again."));
        }

        /** The hidden fields of every form here. */
        public List<ConfirmPage.Field> hidden() {
            return List.of(new ConfirmPage.Field("csrf", csrf), new ConfirmPage.Field("once", RandomSecret.next()));
        }

        @Override
        public String toString() {
            return "Visit[" + administrator + "]";
        }
    }

    private final Database database;
    private final Memberships memberships;
    private final FindNavigation navigation;
    private final FormGuard guard;

    public AdministrationEndpoint(
            Database database, Memberships memberships, FindNavigation navigation, FormGuard guard) {
        this.database = database;
        this.memberships = memberships;
        this.navigation = navigation;
        this.guard = guard;
    }

    /** A page that shows something. */
    public Handler page(Work work) {
        return PageEndpoint.of((request, response) -> {
            Session session =
                    guard.requireSignedIn(request, request.path().absolute().path());
            run(work, session, Parameters.ofQuery(request), request, response);
        });
    }

    /** A form that does something. */
    public Handler form(Work work) {
        return PageEndpoint.of((request, response) -> {
            Parameters form = Parameters.ofForm(request);
            run(work, guard.requireSession(request, form), form, request, response);
        });
    }

    private void run(
            Work work, Session session, Parameters parameters, ServerRequest request, ServerResponse response) {
        String slug = request.path().pathParameters().get("organisation");
        Administrator administrator = administered(session).stream()
                .filter(membership -> membership.organisation().slug().equals(slug))
                .findFirst()
                .map(membership -> new Administrator(session.user(), membership.organisation()))
                .orElseThrow(AdministrationEndpoint::unknown);
        String csrf = guard.token(session);
        String[] segments = request.path().absolute().path().split("/", -1);
        String current = administrator.path("/" + (segments.length > 3 ? segments[3] : ""));
        Visit visit = new Visit(
                administrator,
                csrf,
                navigation.find(csrf, session.user(), administrator.organisation(), current),
                parameters,
                request,
                response);
        try {
            work.handle(visit);
        } catch (RefusedException e) {
            throw new PageRefusal(
                    e.refusal().code().status(),
                    "This cannot be done",
                    e.refusal().message());
        }
    }

    /** {@code GET /admin}: straight to the only organisation, or a choice. */
    public void choose(ServerRequest request, ServerResponse response) {
        Session session = guard.requireSignedIn(request, FindNavigation.ADMINISTRATION);
        List<Membership> administered = administered(session);
        if (administered.isEmpty()) {
            throw unknown();
        }
        if (administered.size() == 1) {
            PageEndpoint.redirect(response, entrance(administered.getFirst()));
            return;
        }
        PageEndpoint.send(
                response,
                Status.OK_200,
                new TablePage(
                        navigation.find(guard.token(session), session.user(), FindNavigation.ADMINISTRATION),
                        new TablePage.Words("Administration", "You administer several organisations.", "", ""),
                        TablePage.Controls.NONE,
                        List.of("Organisation"),
                        administered.stream().map(AdministrationEndpoint::row).toList(),
                        TablePage.Pager.NONE));
    }

    /** {@code GET /admin/<organisation>}. */
    public void enter(Visit visit) {
        visit.goTo("/members");
    }

    private static TablePage.Row row(Membership membership) {
        String name = membership.organisation().name();
        return new TablePage.Row(
                List.of(TablePage.Cell.of(name)),
                List.of(new TablePage.Link(entrance(membership), "Administer", name)));
    }

    private static String entrance(Membership membership) {
        return FindNavigation.ADMINISTRATION + "/" + membership.organisation().slug() + "/members";
    }

    private List<Membership> administered(Session session) {
        return database.read(reader -> memberships.of(reader, session.user().id())).stream()
                .filter(membership -> membership.role() == Role.ADMIN)
                .toList();
    }

    /** For whoever asks for what is not theirs to see, too. */
    public static PageRefusal unknown() {
        return new PageRefusal(404, "There is no such page", "The address is wrong, or the page is not for you.");
    }
}
