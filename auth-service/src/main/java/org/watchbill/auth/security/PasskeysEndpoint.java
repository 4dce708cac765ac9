package org.watchbill.auth.security;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.watchbill.auth.factor.EnrolmentDecision;
import org.watchbill.auth.factor.RemoveFactors;
import org.watchbill.auth.factor.passkey.Passkey;
import org.watchbill.auth.factor.passkey.RegisterPasskey;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.json.PlainText;
import org.watchbill.kit.page.Identifiers;

/** Adds and removes passkeys, for whoever has signed in within ten minutes. */
public final class PasskeysEndpoint {

    public static final String PATH = SecurityEndpoint.PATH + "/passkeys";

    private static final int LONGEST_NAME = 80;

    private final RegisterPasskey registerPasskey;
    private final RemoveFactors removeFactors;
    private final FindNavigation navigation;
    private final FormGuard guard;

    public PasskeysEndpoint(
            RegisterPasskey registerPasskey, RemoveFactors removeFactors, FindNavigation navigation, FormGuard guard) {
        this.registerPasskey = registerPasskey;
        this.removeFactors = removeFactors;
        this.navigation = navigation;
        this.guard = guard;
    }

    public void add(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        Session session = guard.requireSession(request, form);
        guard.requireRecent(session, SecurityEndpoint.PATH);
        String csrf = form.required("csrf");
        EnrolmentDecision decision = registerPasskey.register(
                session.user().id(), name(form), form.optional("proof").orElse(""), csrf);
        switch (decision) {
            case EnrolmentDecision.Enrolled(List<String> codes)
            when !codes.isEmpty() ->
                PageEndpoint.send(
                        response,
                        Status.OK_200,
                        new RecoveryCodesPage(navigation.find(csrf, session.user(), SecurityEndpoint.PATH), codes));
            case EnrolmentDecision.Enrolled _, EnrolmentDecision.AlreadyThere _ ->
                PageEndpoint.redirect(response, SecurityEndpoint.PATH);
            case EnrolmentDecision.TooMany() ->
                throw new PageRefusal(
                        409, "You have 20 passkeys, which is the most", "Remove one that you no longer use.");
            case EnrolmentDecision.NotProven _, EnrolmentDecision.OutOfDate _ ->
                throw new PageRefusal(400, "The passkey was not added", "Open the page again and try once more.");
        }
    }

    public void remove(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        Session session = guard.requireSession(request, form);
        guard.requireRecent(session, SecurityEndpoint.PATH);
        Passkey.Id id = Identifiers.uuid(form.required("passkey"))
                .map(Passkey.Id::new)
                .orElseThrow(() -> new PageRefusal(400, "This form is out of date", "Open the page again."));
        removeFactors.passkey(session.user().id(), id);
        PageEndpoint.redirect(response, SecurityEndpoint.PATH);
    }

    private static String name(Parameters form) {
        String name = form.optional("name").orElse("Passkey").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !PlainText.isPlain(name)) {
            throw new PageRefusal(400, "This name cannot be used", "Take at most 80 ordinary letters and signs.");
        }
        return name;
    }
}
