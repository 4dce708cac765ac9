package org.watchbill.auth.authorization;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;

/** {@code POST /authorize/decision}: the consent form. */
public final class DecisionEndpoint {

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
        DecideConsent.Form decision = new DecideConsent.Form(
                form.required("ticket"),
                isApproval(form.required("decision")),
                form.optional("organisation").orElse(""),
                form.all("scope"));
        switch (decideConsent.decide(session, decision)) {
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

    private static boolean isApproval(String decision) {
        return switch (decision) {
            case "approve" -> true;
            case "deny" -> false;
            default -> throw new PageRefusal(400, "This answer cannot be read", "Approve or deny the request.");
        };
    }
}
