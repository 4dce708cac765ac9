package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.authorization.AskConsent;
import org.watchbill.auth.authorization.AuthorizeEndpoint;
import org.watchbill.auth.authorization.ConsentTickets;
import org.watchbill.auth.authorization.DecideConsent;
import org.watchbill.auth.authorization.DecisionEndpoint;
import org.watchbill.auth.authorization.FindClient;
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
        ConsentTickets tickets = new ConsentTickets();
        AuthorizeEndpoint authorize = new AuthorizeEndpoint(
                new FindClient(parts.database(), stores.clients()),
                new AskConsent(parts.database(), tickets, stores.memberships(), time),
                pages.guard(),
                pages.signIn(),
                new AuthorizeEndpoint.Identity(parts.issuer(), parts.resources()),
                time);
        DecideConsent.Registers registers = new DecideConsent.Registers(
                parts.database(), tickets, stores.memberships(), stores.grants(), stores.codes());
        DecisionEndpoint decision =
                new DecisionEndpoint(new DecideConsent(registers, time), pages.guard(), parts.issuer());
        routing.get("/authorize", PageEndpoint.of(authorize::authorize))
                .post("/authorize/decision", PageEndpoint.of(decision::decide));
    }
}
