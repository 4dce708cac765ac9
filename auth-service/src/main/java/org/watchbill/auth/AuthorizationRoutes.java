package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.authorization.AuthorizationRequest;
import org.watchbill.auth.authorization.AuthorizeEndpoint;
import org.watchbill.auth.authorization.DecideConsent;
import org.watchbill.auth.authorization.DecisionEndpoint;
import org.watchbill.auth.authorization.FindClient;
import org.watchbill.auth.consent.AskConsent;
import org.watchbill.auth.consent.ConsentTickets;
import org.watchbill.auth.consent.FindQuestion;
import org.watchbill.auth.consent.GiveConsent;
import org.watchbill.auth.page.PageEndpoint;

/** Where people let clients in. */
final class AuthorizationRoutes {

    private final AuthParts parts;
    private final PageParts pages;
    private final InstantSource time;

    AuthorizationRoutes(AuthParts parts, PageParts pages, InstantSource time) {
        this.parts = parts;
        this.pages = pages;
        this.time = time;
    }

    void onPublic(HttpRouting.Builder routing) {
        AuthParts.Stores stores = parts.stores();
        ConsentTickets<AuthorizationRequest> tickets = new ConsentTickets<>("redirect", AuthorizationRequest.class);
        FindQuestion findQuestion = findQuestion(parts, time);
        AuthorizeEndpoint authorize = new AuthorizeEndpoint(
                new FindClient(parts.database(), stores.clients()),
                new AskConsent<>(
                        new AskConsent.Registers<>(parts.database(), tickets, stores.clients()), findQuestion, time),
                pages.guard(),
                pages.signIn(),
                new AuthorizeEndpoint.Identity(parts.issuer(), parts.resources()),
                time);
        DecisionEndpoint decision = new DecisionEndpoint(
                new DecideConsent(
                        new DecideConsent.Registers(parts.database(), tickets, stores.codes()),
                        giveConsent(parts, findQuestion, time),
                        time),
                pages.guard(),
                parts.issuer());
        routing.get(AuthorizeEndpoint.PATH, PageEndpoint.of(authorize::authorize))
                .post(AuthorizeEndpoint.PATH, PageEndpoint.of(authorize::post))
                .post("/authorize/decision", PageEndpoint.of(decision::decide));
    }

    static FindQuestion findQuestion(AuthParts parts, InstantSource time) {
        AuthParts.Stores stores = parts.stores();
        return new FindQuestion(stores.clients(), stores.memberships(), stores.grants(), time);
    }

    static GiveConsent giveConsent(AuthParts parts, FindQuestion findQuestion, InstantSource time) {
        AuthParts.Stores stores = parts.stores();
        return new GiveConsent(
                new GiveConsent.Registers(
                        stores.clients(), stores.grants(), parts.recording().events()),
                findQuestion,
                time);
    }
}
