package org.watchbill.auth.authorization;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import org.watchbill.auth.consent.ConsentForm;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;

/** {@code POST /authorize/decision}: the consent form. */
public final class DecisionEndpoint {

    static final String PATH = "/authorize/decision";

    private final DecideConsent decideConsent;
    private final FormGuard guard;
    private final String issuer;

    public DecisionEndpoint(DecideConsent decideConsent, FormGuard guard, String issuer) {
        this.decideConsent = decideConsent;
        this.guard = guard;
        this.issuer = issuer;
    }

    public void decide(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        Session session = guard.requireSession(request, form);
        switch (decideConsent.decide(session, ConsentForm.read(form))) {
            case ConsentDecision.Approved(var client, var code) ->
                PageEndpoint.redirect(response, client.with(Map.of("code", code), issuer));
            case ConsentDecision.Denied(var client) ->
                PageEndpoint.redirect(response, client.with(Map.of("error", "access_denied"), issuer));
            case ConsentDecision.TicketGone() ->
                throw new PageRefusal(
                        400, "This question was already answered", "Start the connection again in the app.");
            case ConsentDecision.NotOffered() ->
                throw new PageRefusal(
                        400, "This answer does not fit the question", "Start the connection again in the app.");
        }
    }
}
