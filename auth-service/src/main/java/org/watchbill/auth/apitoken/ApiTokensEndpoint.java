package org.watchbill.auth.apitoken;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.page.ConfirmPage;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;
import org.watchbill.auth.session.SignInEndpoint;

/** {@code /account/tokens}: people make, see and revoke their API tokens, signed in by password in a browser only. */
public final class ApiTokensEndpoint {

    public static final String PATH = FindNavigation.API_TOKENS;
    public static final String REVOKE = PATH + "/revoke";

    /** What people can do here. */
    public record UseCases(FindApiTokens find, CreateApiToken create, RevokeApiToken revoke) {}

    private final UseCases useCases;
    private final FormGuard guard;
    private final SignInEndpoint signIn;
    private final FindNavigation navigation;
    private final InstantSource time;

    public ApiTokensEndpoint(
            UseCases useCases, FormGuard guard, SignInEndpoint signIn, FindNavigation navigation, InstantSource time) {
        this.useCases = useCases;
        this.guard = guard;
        this.signIn = signIn;
        this.navigation = navigation;
        this.time = time;
    }

    public void list(ServerRequest request, ServerResponse response) {
        Optional<Session> session = guard.session(request);
        if (session.isEmpty()) {
            signIn.show(request, response, PATH, "");
            return;
        }
        String organisation =
                Parameters.ofQuery(request).optional("organisation").orElse("");
        blank(response, session.get(), organisation, ApiTokensPage.Outcome.NONE);
    }

    public void create(ServerRequest request, ServerResponse response) {
        Parameters parameters = Parameters.ofForm(request);
        Session session = guard.requireSession(request, parameters);
        ApiTokenForm form = ApiTokenForm.of(parameters);
        Optional<String> fault = form.fault();
        if (fault.isPresent()) {
            again(response, Status.BAD_REQUEST_400, session, form, fault.get());
            return;
        }
        switch (useCases.create().create(session.user().id(), form)) {
            case CreationDecision.Created(String secret) ->
                blank(response, session, form.organisation(), ApiTokensPage.Outcome.made(secret));
            case CreationDecision.AlreadyCreated() -> PageEndpoint.redirect(response, PATH);
            case CreationDecision.NotOffered() ->
                throw new PageRefusal(
                        400, "This form is out of date", "Your rights have changed. Open the page again.");
            case CreationDecision.TooManyOfPerson() ->
                again(
                        response,
                        Status.CONFLICT_409,
                        session,
                        form,
                        "You have 20 tokens in this organisation, which is the most. Revoke one first.");
            case CreationDecision.TooManyOfOrganisation() ->
                again(
                        response,
                        Status.CONFLICT_409,
                        session,
                        form,
                        "The organisation has 500 tokens, which is the most. Somebody has to revoke one first.");
        }
    }

    /** Asks before it is done. */
    public void confirm(ServerRequest request, ServerResponse response) {
        Optional<Session> session = guard.session(request);
        if (session.isEmpty()) {
            signIn.show(request, response, PATH, "");
            return;
        }
        ApiToken.Id id = id(Parameters.ofQuery(request).required("token"));
        ApiToken token = useCases.find().find(session.get().user().id()).tokens().stream()
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new PageRefusal(404, "There is no such token", "It may be revoked already."));
        PageEndpoint.send(response, Status.OK_200, question(session.get(), token));
    }

    private ConfirmPage question(Session session, ApiToken token) {
        String csrf = guard.token(session);
        return new ConfirmPage(
                navigation.find(csrf, session.user(), PATH),
                "Revoke the token " + token.name() + "?",
                List.of("The program that has it can do nothing any more. This cannot be undone."),
                new ConfirmPage.Form(
                        REVOKE,
                        List.of(
                                new ConfirmPage.Field("csrf", csrf),
                                new ConfirmPage.Field("token", token.id().toString())),
                        "Revoke"),
                PATH);
    }

    public void revoke(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        Session session = guard.requireSession(request, form);
        useCases.revoke().revoke(session.user().id(), id(form.required("token")));
        PageEndpoint.redirect(response, PATH);
    }

    private void blank(ServerResponse response, Session session, String organisation, ApiTokensPage.Outcome outcome) {
        FindApiTokens.Found found = useCases.find().find(session.user().id());
        Membership chosen = chosen(found.memberships(), organisation);
        PageEndpoint.send(
                response,
                Status.OK_200,
                ApiTokensPage.of(frame(session), outcome, found, chosen, ApiTokensPage.blank(chosen), time.instant()));
    }

    private void again(ServerResponse response, Status status, Session session, ApiTokenForm form, String problem) {
        FindApiTokens.Found found = useCases.find().find(session.user().id());
        Membership chosen = chosen(found.memberships(), form.organisation());
        PageEndpoint.send(
                response,
                status,
                ApiTokensPage.of(
                        frame(session),
                        ApiTokensPage.Outcome.problem(problem),
                        found,
                        chosen,
                        ApiTokensPage.typed(form, chosen),
                        time.instant()));
    }

    private ApiTokensPage.Frame frame(Session session) {
        String csrf = guard.token(session);
        return new ApiTokensPage.Frame(
                navigation.find(csrf, session.user(), PATH), new ApiTokensPage.Hidden(csrf, RandomSecret.next()));
    }

    /** The organisation of that id, else the first. */
    private static Membership chosen(List<Membership> memberships, String organisation) {
        return memberships.stream()
                .filter(membership -> membership.organisation().id().toString().equals(organisation))
                .findFirst()
                .or(() -> memberships.stream().findFirst())
                .orElseThrow(() -> new PageRefusal(
                        403, "You belong to no organisation", "API tokens are for members of an organisation."));
    }

    private static ApiToken.Id id(String text) {
        try {
            return new ApiToken.Id(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new PageRefusal(400, "This form is out of date", "Open the page again.");
        }
    }
}
