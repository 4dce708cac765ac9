package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.link.LinkDoor;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.password.MakeResetLink;
import org.watchbill.auth.password.OfferReset;
import org.watchbill.auth.password.PasswordMails;
import org.watchbill.auth.password.PasswordResets;
import org.watchbill.auth.password.ResetLinks;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.Invites;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.mail.MailOutbox;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** An installation that cannot send mail: administrators hand over the links. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WithoutMailTest {

    private static final String ANA = "0197a000-0000-7000-8000-0000000000a2";

    private final RunningAuth auth;
    private final LinkDoor links = new LinkDoor(RunningAuth.ISSUER, "/reset-password");

    WithoutMailTest(TestDatabase database) {
        auth = RunningAuth.start(database.settings(), Map.of("demo", "true"));
    }

    @AfterEach
    void stop() {
        auth.close();
    }

    @Test
    void theLinkOfAnInvitationIsShownForTheSecretOfItsOrderAlone() {
        Invites invites = new Invites(auth);
        Invites.Outcome outcome = invites.invite("nina@vale.example");
        assertThat(invites.toShow(new Secret("another"))).isEmpty();
        String link = invites.toShow(outcome.secret()).orElseThrow();

        Browser browser = new Browser(auth.calls());
        HttpCalls.Answer page = follow(browser, link);
        browser.submit("/invitation/begin", page, "name", "Nina Vale", "password", "quiet lamp under rivers");
        assertThat(browser.get("/").body()).contains("Nina Vale");
        assertThat(auth.content("users").lines().filter(row -> row.contains("nina@vale")))
                .as("the address is not proven by a link that an administrator had")
                .singleElement()
                .asString()
                .contains("null|");
        assertThat(invites.toShow(outcome.secret())).isEmpty();
    }

    @Test
    void theLinkForANewPasswordWorksOnceForADay() {
        Secret secret = new Secret("reset-secret-" + UUID.randomUUID());
        assertThat(make(ANA, secret)).isInstanceOf(CommandResult.Done.class);
        String link = new ResetLinks(auth.database(), new PasswordResets(), links, auth.time())
                .toShow(secret)
                .orElseThrow();
        Browser browser = new Browser(auth.calls());
        HttpCalls.Answer page = follow(browser, link);
        assertThat(page.body()).contains("ana@harbor.example");
        assertThat(browser.submit("/reset-password", page, "password", "quiet lamp under rivers")
                        .status())
                .isEqualTo(200);
        assertThat(follow(new Browser(auth.calls()), link).status()).isEqualTo(404);

        Secret second = new Secret("reset-secret-" + UUID.randomUUID());
        make(ANA, second);
        auth.time().advance(Duration.ofDays(1));
        assertThat(follow(new Browser(auth.calls()), links.link(second.reveal()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void noLinkIsMadeForPeopleOfOtherOrganisations() {
        assertThat(refusal(make(UUID.randomUUID().toString(), new Secret("x")))).isEqualTo("not_found");
        auth.addToSecondOrganisation(ANA, "member");
        assertThat(refusal(make(ANA, new Secret("x")))).isEqualTo("forbidden_role");
        auth.sql("DELETE FROM memberships WHERE user_id = CAST('" + ANA
                + "' AS uuid) AND organisation_id = CAST('0197a000-0000-7000-8000-000000000001' AS uuid)");
        assertThat(refusal(make(ANA, new Secret("x")))).isEqualTo("not_found");
        assertThat(auth.content("password_resets")).isEmpty();
    }

    @Test
    void thePagesSayWhomToAsk() {
        assertThat(auth.calls().get("/forgot-password").body())
                .contains("Ask an administrator")
                .doesNotContain("<form");
        Browser browser = new Browser(auth.calls()).signIn("ana@harbor.example");
        HttpCalls.Answer page = browser.get("/account/email");
        assertThat(page.body()).contains("no mail server").doesNotContain("/account/email/send");
        String csrf = Browser.hidden(browser.get("/account/password"));
        assertThat(browser.submit("/account/email/send", csrf, Map.of()).status())
                .isEqualTo(409);
    }

    private CommandResult make(String user, Secret secret) {
        MailOutbox outbox = MailOutbox.of(auth.settings(), auth.settings().secret("keys.encryption-file"), auth.time());
        PasswordResets resets = new PasswordResets();
        OfferReset offerReset = new OfferReset(
                new OfferReset.Registers(
                        auth.database(), resets, new Users(), outbox, new PasswordMails(RunningAuth.ISSUER, links)),
                auth.time());
        MakeResetLink makeResetLink =
                new MakeResetLink(resets, new Users(), new Memberships(), offerReset, auth.time());
        return auth.database()
                .inTransaction(transaction -> makeResetLink.run(
                        transaction,
                        Invites.CLINIC,
                        new MakeResetLink.Order(new User.Id(UUID.fromString(user)), secret)));
    }

    private static String refusal(CommandResult result) {
        return ((CommandResult.Refused) result).refusal().code().text();
    }

    private static HttpCalls.Answer follow(Browser browser, String link) {
        URI uri = URI.create(link);
        HttpCalls.Answer answer = browser.get(uri.getRawPath() + "?" + uri.getRawQuery());
        assertThat(answer.status()).isEqualTo(303);
        return browser.get(answer.header("location").orElseThrow());
    }
}
