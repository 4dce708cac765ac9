package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.authorization.AuthorizationRequest;
import org.watchbill.auth.authorization.AuthorizeEndpoint;
import org.watchbill.auth.authorization.DecideConsent;
import org.watchbill.auth.authorization.DecisionEndpoint;
import org.watchbill.auth.authorization.FindClient;
import org.watchbill.auth.authorization.OpenRequest;
import org.watchbill.auth.authorization.PushEndpoint;
import org.watchbill.auth.authorization.pushed.KeepRequest;
import org.watchbill.auth.authorization.pushed.PushedRequests;
import org.watchbill.auth.consent.AskConsent;
import org.watchbill.auth.consent.ConsentTickets;
import org.watchbill.auth.consent.FindQuestion;
import org.watchbill.auth.consent.GiveConsent;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.token.ClientAuthentication;
import org.watchbill.kit.http.address.ClientAddresses;

/** Where people let clients in. */
final class AuthorizationRoutes {

    private final AuthParts parts;
    private final PageParts pages;
    private final ClientAuthentication authentication;
    private final ClientAddresses addresses;
    private final InstantSource time;

    AuthorizationRoutes(
            AuthParts parts,
            PageParts pages,
            ClientAuthentication authentication,
            ClientAddresses addresses,
            InstantSource time) {
        this.parts = parts;
        this.pages = pages;
        this.authentication = authentication;
        this.addresses = addresses;
        this.time = time;
    }

    void onPublic(HttpRouting.Builder routing) {
        AuthParts.Stores stores = parts.stores();
        ConsentTickets<AuthorizationRequest> tickets = new ConsentTickets<>("redirect", AuthorizationRequest.class);
        FindQuestion findQuestion = findQuestion(parts, time);
        FindClient findClient = new FindClient(
                parts.database(), stores.clients(), parts.outside().documents());
        PushedRequests pushed = new PushedRequests();
        KeepRequest keepRequest = new KeepRequest(parts.database(), pushed, time);
        AuthorizeEndpoint authorize = new AuthorizeEndpoint(
                new OpenRequest(findClient, keepRequest),
                new AskConsent<>(
                        new AskConsent.Registers<>(parts.database(), tickets, stores.clients()), findQuestion, time),
                pages.guard(),
                pages.signIn(),
                new AuthorizeEndpoint.Identity(parts.issuer(), parts.resources()),
                time);
        DecisionEndpoint decision = new DecisionEndpoint(
                new DecideConsent(
                        new DecideConsent.Registers(parts.database(), tickets, pushed, stores.codes()),
                        giveConsent(parts, findQuestion, time),
                        time),
                pages.guard(),
                parts.issuer());
        PushEndpoint push =
                new PushEndpoint(authentication, findClient, keepRequest, parts.resources(), addresses, time);
        routing.get(AuthorizeEndpoint.PATH, PageEndpoint.of(authorize::authorize))
                .post(AuthorizeEndpoint.PATH, PageEndpoint.of(authorize::post))
                .post("/authorize/decision", PageEndpoint.of(decision::decide));
        ProtocolRoutes.write(routing, "/par", push::push);
    }

    static FindQuestion findQuestion(AuthParts parts, InstantSource time) {
        AuthParts.Stores stores = parts.stores();
        return new FindQuestion(stores.clients(), stores.memberships(), stores.grants(), parts.resources(), time);
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
