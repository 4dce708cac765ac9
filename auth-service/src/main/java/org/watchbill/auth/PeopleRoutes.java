package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.account.CheckPassword;
import org.watchbill.auth.grant.EndGrants;
import org.watchbill.auth.invitation.AcceptInvitation;
import org.watchbill.auth.invitation.InvitationEndpoint;
import org.watchbill.auth.invitation.Invitations;
import org.watchbill.auth.link.LinkDoor;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.password.ChangePassword;
import org.watchbill.auth.password.ForgottenEndpoint;
import org.watchbill.auth.password.OfferReset;
import org.watchbill.auth.password.PasswordEndpoint;
import org.watchbill.auth.password.PasswordMails;
import org.watchbill.auth.password.PasswordResets;
import org.watchbill.auth.password.ResetPassword;
import org.watchbill.auth.password.SetPassword;
import org.watchbill.auth.session.EndSessions;
import org.watchbill.auth.session.Sessions;
import org.watchbill.auth.session.step.SignInSteps;
import org.watchbill.auth.verification.AskForEmail;
import org.watchbill.auth.verification.ConfirmEmail;
import org.watchbill.auth.verification.EmailEndpoint;
import org.watchbill.auth.verification.EmailMails;
import org.watchbill.auth.verification.EmailVerifications;

/** How people get an account, show that an address is theirs, and change or replace their password. */
final class PeopleRoutes {

    private final AuthParts parts;
    private final PageParts pages;
    private final CheckPassword checkPassword;
    private final InstantSource time;

    PeopleRoutes(AuthParts parts, PageParts pages, CheckPassword checkPassword, InstantSource time) {
        this.parts = parts;
        this.pages = pages;
        this.checkPassword = checkPassword;
        this.time = time;
    }

    void onPublic(HttpRouting.Builder routing) {
        invitation(routing);
        password(routing);
        email(routing);
    }

    /** The links of invitations. */
    static LinkDoor invitationLinks(AuthParts parts) {
        return new LinkDoor(parts.issuer(), InvitationEndpoint.PATH);
    }

    /** The links for a new password. */
    static LinkDoor resetLinks(AuthParts parts) {
        return new LinkDoor(parts.issuer(), ForgottenEndpoint.RESET);
    }

    /** What mails a link for a new password. */
    static OfferReset offerReset(AuthParts parts, InstantSource time) {
        return new OfferReset(
                new OfferReset.Registers(
                        parts.database(),
                        new PasswordResets(),
                        parts.stores().users(),
                        parts.recording().mail(),
                        new PasswordMails(parts.issuer(), resetLinks(parts))),
                time);
    }

    private void invitation(HttpRouting.Builder routing) {
        AuthParts.Stores stores = parts.stores();
        AcceptInvitation.Registers registers = new AcceptInvitation.Registers(
                parts.database(), new Invitations(), stores.organisations(), stores.memberships(), stores.users());
        InvitationEndpoint invitation = new InvitationEndpoint(
                new AcceptInvitation(
                        registers, parts.hasher(), parts.recording().events(), time),
                invitationLinks(parts),
                pages.door(),
                pages.guard());
        routing.get(InvitationEndpoint.PATH, PageEndpoint.of(invitation::look))
                .post(InvitationEndpoint.PATH + "/begin", PageEndpoint.of(invitation::begin))
                .post(InvitationEndpoint.PATH + "/join", PageEndpoint.of(invitation::join));
    }

    private void password(HttpRouting.Builder routing) {
        AuthParts.Stores stores = parts.stores();
        PasswordResets resets = new PasswordResets();
        LinkDoor links = resetLinks(parts);
        SetPassword setPassword = new SetPassword(
                new SetPassword.Registers(stores.users(), resets, stores.apiTokens(), new SignInSteps()),
                new EndSessions(new Sessions()),
                new EndGrants(stores.grants(), time),
                new SetPassword.Messages(
                        parts.recording().events(),
                        parts.recording().mail(),
                        new PasswordMails(parts.issuer(), links)));
        PasswordEndpoint change = new PasswordEndpoint(
                new ChangePassword(parts.database(), parts.hasher(), setPassword),
                checkPassword,
                pages.door(),
                pages.guard(),
                pages.navigation());
        ForgottenEndpoint forgotten = new ForgottenEndpoint(
                offerReset(parts, time),
                new ResetPassword(parts.database(), resets, stores.users(), parts.hasher(), setPassword, time),
                links,
                pages.door(),
                pages.guard());
        routing.get(PasswordEndpoint.PATH, PageEndpoint.of(change::form))
                .post(PasswordEndpoint.PATH, PageEndpoint.of(change::change))
                .get(ForgottenEndpoint.ASK, PageEndpoint.of(forgotten::ask))
                .post(ForgottenEndpoint.ASK, PageEndpoint.of(forgotten::offer))
                .get(ForgottenEndpoint.RESET, PageEndpoint.of(forgotten::look))
                .post(ForgottenEndpoint.RESET, PageEndpoint.of(forgotten::reset));
    }

    private void email(HttpRouting.Builder routing) {
        EmailVerifications verifications = new EmailVerifications();
        LinkDoor links = new LinkDoor(parts.issuer(), EmailEndpoint.CONFIRM);
        EmailMails mails = new EmailMails(parts.issuer(), links);
        EmailEndpoint email = new EmailEndpoint(
                new AskForEmail(
                        new AskForEmail.Registers(
                                parts.database(),
                                verifications,
                                parts.stores().users(),
                                parts.recording().mail(),
                                mails),
                        time),
                new ConfirmEmail(
                        parts.database(),
                        new ConfirmEmail.Registers(verifications, parts.stores().users(), new PasswordResets()),
                        new ConfirmEmail.Messages(
                                parts.recording().events(), parts.recording().mail(), mails),
                        time),
                links,
                pages.guard(),
                pages.navigation());
        routing.get(EmailEndpoint.PATH, PageEndpoint.of(email::form))
                .post(EmailEndpoint.PATH, PageEndpoint.of(email::change))
                .post(EmailEndpoint.PATH + "/send", PageEndpoint.of(email::send))
                .get(EmailEndpoint.CONFIRM, PageEndpoint.of(email::look))
                .post(EmailEndpoint.CONFIRM, PageEndpoint.of(email::confirm));
    }
}
