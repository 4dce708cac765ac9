package org.watchbill.auth.security;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.watchbill.auth.account.User;
import org.watchbill.auth.factor.EnrolmentDecision;
import org.watchbill.auth.factor.FindFactors;
import org.watchbill.auth.factor.RemoveFactors;
import org.watchbill.auth.factor.recovery.MakeRecoveryCodes;
import org.watchbill.auth.factor.totp.EnrolTotp;
import org.watchbill.auth.factor.totp.TotpOffer;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRedirect;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;

/** Authenticator app and recovery codes; whoever changes them has signed in within ten minutes. */
public final class FactorsEndpoint {

    public static final String APP = SecurityEndpoint.PATH + "/app";

    /** What people can do here. */
    public record UseCases(FindFactors find, EnrolTotp enrol, MakeRecoveryCodes makeCodes, RemoveFactors remove) {}

    private final UseCases useCases;
    private final FindNavigation navigation;
    private final FormGuard guard;

    public FactorsEndpoint(UseCases useCases, FindNavigation navigation, FormGuard guard) {
        this.useCases = useCases;
        this.navigation = navigation;
        this.guard = guard;
    }

    public void offerApp(ServerRequest request, ServerResponse response) {
        Session session = guard.requireSignedIn(request, APP);
        guard.requireRecent(session, APP);
        if (useCases.find().of(session.user().id()).app()) {
            throw new PageRedirect(SecurityEndpoint.PATH);
        }
        TotpOffer offer = useCases.enrol().offer(session.user());
        PageEndpoint.send(response, Status.OK_200, page(session, offer, ""));
    }

    public void addApp(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        Session session = recent(request, form, APP);
        String sealed = form.required("secret");
        String code = form.optional("code").orElse("");
        show(response, session, useCases.enrol().confirm(session.user(), sealed, code), sealed);
    }

    private void show(ServerResponse response, Session session, EnrolmentDecision decision, String sealed) {
        switch (decision) {
            case EnrolmentDecision.Enrolled(List<String> codes) -> show(response, session, codes);
            case EnrolmentDecision.NotProven() -> askAgain(response, session, sealed);
            case EnrolmentDecision.OutOfDate() ->
                throw new PageRefusal(400, "This form is out of date", "Go back to the page and begin again.");
            case EnrolmentDecision.AlreadyThere _, EnrolmentDecision.TooMany _ ->
                PageEndpoint.redirect(response, SecurityEndpoint.PATH);
        }
    }

    private void askAgain(ServerResponse response, Session session, String sealed) {
        TotpOffer offer = useCases.enrol().again(session.user(), sealed).orElseThrow(() -> new PageRedirect(APP));
        PageEndpoint.send(
                response,
                Status.BAD_REQUEST_400,
                page(session, offer, "That is not the code the app shows now. Is its clock right?"));
    }

    private AppPage page(Session session, TotpOffer offer, String problem) {
        String csrf = guard.token(session);
        return AppPage.of(navigation.find(csrf, session.user(), SecurityEndpoint.PATH), csrf, offer, problem);
    }

    private void show(ServerResponse response, Session session, List<String> codes) {
        if (codes.isEmpty()) {
            PageEndpoint.redirect(response, SecurityEndpoint.PATH);
        } else {
            PageEndpoint.send(
                    response,
                    Status.OK_200,
                    new RecoveryCodesPage(
                            navigation.find(guard.token(session), session.user(), SecurityEndpoint.PATH), codes));
        }
    }

    public void removeApp(ServerRequest request, ServerResponse response) {
        User user = recent(request, Parameters.ofForm(request), SecurityEndpoint.PATH)
                .user();
        useCases.remove().app(user.id());
        PageEndpoint.redirect(response, SecurityEndpoint.PATH);
    }

    public void makeRecoveryCodes(ServerRequest request, ServerResponse response) {
        Session session = recent(request, Parameters.ofForm(request), SecurityEndpoint.PATH);
        User user = session.user();
        if (useCases.find().of(user.id()).required()) {
            show(response, session, useCases.makeCodes().again(user.id()));
        } else {
            throw new PageRedirect(SecurityEndpoint.PATH);
        }
    }

    private Session recent(ServerRequest request, Parameters form, String path) {
        Session session = guard.requireSession(request, form);
        guard.requireRecent(session, path);
        return session;
    }
}
