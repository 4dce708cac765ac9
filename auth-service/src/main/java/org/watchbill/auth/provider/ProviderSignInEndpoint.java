package org.watchbill.auth.provider;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;
import java.util.Optional;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.limit.Ceiling;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.provider.remote.ProviderException;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.ReturnPath;
import org.watchbill.auth.session.SignInDoor;

/** {@code /sign-in/organisation}: to an organisation's own provider and back. */
public final class ProviderSignInEndpoint {

    public static final String PATH = "/sign-in/organisation";
    public static final String CALLBACK = PATH + "/callback";

    private static final String UNKNOWN =
            "No organisation of this name has a sign-in of its own. Check the name, or use your password.";

    private final BeginProviderSignIn begin;
    private final FinishProviderSignIn finish;
    private final FormGuard guard;
    private final SignInDoor door;
    private final Ceiling attempts;

    /** {@code attempts} bounds the calls to providers that one address can cause. */
    public ProviderSignInEndpoint(
            BeginProviderSignIn begin,
            FinishProviderSignIn finish,
            FormGuard guard,
            SignInDoor door,
            Ceiling attempts) {
        this.begin = begin;
        this.finish = finish;
        this.guard = guard;
        this.door = door;
        this.attempts = attempts;
    }

    public void form(ServerRequest request, ServerResponse response) {
        String continueTo = Parameters.ofQuery(request).optional("continue").orElse(ReturnPath.HOME);
        show(request, response, Status.OK_200, new Typed(ReturnPath.safe(continueTo), "", ""));
    }

    public void begin(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        guard.requireVisit(request, form);
        bound(request);
        String continueTo = ReturnPath.safe(form.optional("continue").orElse(ReturnPath.HOME));
        String typed = form.optional("organisation").orElse("").strip().toLowerCase(Locale.ROOT);
        try {
            Optional<String> away = begin.begin(typed, guard.visitToken(request, response), continueTo);
            if (away.isPresent()) {
                PageEndpoint.redirect(response, away.get());
            } else {
                show(request, response, Status.BAD_REQUEST_400, new Typed(continueTo, typed, UNKNOWN));
            }
        } catch (ProviderException e) {
            throw unavailable();
        }
    }

    public void callback(ServerRequest request, ServerResponse response) {
        bound(request);
        Parameters query = Parameters.ofQuery(request);
        ProviderDecision decision = finish.finish(new FinishProviderSignIn.Answer(
                query.optional("state").orElse(""),
                guard.visitToken(request, response),
                query.optional("iss").orElse(""),
                query.optional("code").orElse("")));
        switch (decision) {
            case ProviderDecision.Accepted(var user, var continueTo) ->
                door.admit(request, response, user, SignInMethod.PROVIDER, continueTo);
            case ProviderDecision.Stale() ->
                throw new PageRefusal(
                        400, "This sign-in is out of date", "Go back to the sign-in page and begin again.");
            case ProviderDecision.Denied() ->
                throw new PageRefusal(
                        403, "You were not signed in", "Your organisation's sign-in did not let you through.");
            case ProviderDecision.Failed() -> throw unavailable();
            case ProviderDecision.Refused(var reason) ->
                throw new PageRefusal(403, "You cannot sign in this way", explanation(reason));
        }
    }

    private record Typed(String continueTo, String organisation, String problem) {}

    private void show(ServerRequest request, ServerResponse response, Status status, Typed typed) {
        PageEndpoint.send(
                response,
                status,
                new ProviderSignInPage(
                        guard.visitToken(request, response),
                        typed.continueTo(),
                        typed.organisation(),
                        typed.problem()));
    }

    private void bound(ServerRequest request) {
        if (!attempts.allows(door.visitor(request).address())) {
            throw new PageRefusal(429, "Too many attempts", "Wait a few minutes and try again.");
        }
    }

    private static PageRefusal unavailable() {
        return new PageRefusal(
                502,
                "Your organisation's sign-in does not answer",
                "Try again in a minute. If it stays so, tell your administrator.");
    }

    private static String explanation(ProviderDecision.Reason reason) {
        return switch (reason) {
            case EMAIL_NOT_VERIFIED ->
                "Your organisation's sign-in has not verified your e-mail address, so nobody knows which account is yours.";
            case NO_ACCOUNT -> "There is no account for you in this organisation. Ask an administrator to invite you.";
            case OTHER_ORGANISATIONS ->
                "Your account belongs to another organisation too. Sign in with your password or a passkey.";
            case LINKED_TO_ANOTHER ->
                "Your account is linked to another identity of this sign-in. Ask an administrator to unlink it.";
        };
    }
}
