package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.invitation.Invitation;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.Invites;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.MailServerFake;
import org.watchbill.kit.testing.ReceivedMail;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;

/** From an administrator's invitation to a member who is signed in. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class InvitationTest {

    private static final String[] NEW_PERSON = {"name", "Nina Vale", "password", "quiet lamp under rivers"};

    private final MailServerFake mail = MailServerFake.start();
    private final RunningAuth auth;
    private final Invites invites;

    InvitationTest(TestDatabase database) {
        Map<String, String> settings = new HashMap<>(mail.settings());
        settings.put("demo", "true");
        auth = RunningAuth.start(database.settings(), settings);
        invites = new Invites(auth);
    }

    @AfterEach
    void stop() {
        auth.close();
        mail.close();
    }

    @Test
    void aNewPersonGetsAnAccountWithAConfirmedAddressAndIsSignedIn() {
        Invites.Outcome outcome = invites.invite("Nina@Vale.example", "Nina", Role.ADMIN, 7);
        ReceivedMail letter = mail.await("nina@vale.example", 1);
        assertThat(letter.subject()).isEqualTo("Invitation to Harbor Clinic");
        assertThat(letter.text())
                .startsWith("Hello Nina,\n\nAvery Stone invites you to the on-call schedule of Harbor Clinic.")
                .contains("until Friday, 27 November 2026, 04:00 (America/New_York)");
        assertThat(invites.toShow(outcome.secret())).isEmpty();

        Browser browser = new Browser(auth.calls());
        HttpCalls.Answer page = follow(browser, letter.link());
        assertThat(page.body()).contains("Join Harbor Clinic", "nina@vale.example", "value=\"Nina\"");
        HttpCalls.Answer joined = browser.submit("/invitation/begin", page, NEW_PERSON);
        assertThat(joined.status()).as(joined.body()).isEqualTo(303);
        assertThat(browser.get("/").body()).contains("Nina Vale", "nina@vale.example", "Harbor Clinic", "dministrator");
        assertThat(auth.content("users").lines().filter(row -> row.contains("nina@vale")))
                .singleElement()
                .asString()
                .doesNotEndWith("null|");
        assertThat(auth.content("outbox")).contains("accept_invitation");
    }

    @Test
    void lookingAtTheLinkUsesNothingUpAndTheSecretLeavesTheAddress() {
        invites.invite("nina@vale.example");
        String link = mail.await("nina@vale.example", 1).link();
        for (int i = 0; i < 3; i++) {
            HttpCalls.Answer scanner = auth.calls().get(path(link));
            assertThat(scanner.status()).isEqualTo(303);
            assertThat(scanner.header("location")).contains("/invitation");
            assertThat(scanner.header("set-cookie").orElse("")).contains("HttpOnly", "Path=/invitation");
            assertThat(scanner.header("referrer-policy")).contains("no-referrer");
        }
        assertThat(follow(new Browser(auth.calls()), link).status()).isEqualTo(200);
    }

    @Test
    void anInvitationWorksOnceAlsoWhenManyTryAtTheSameTime() throws Exception {
        invites.invite("nina@vale.example");
        String link = mail.await("nina@vale.example", 1).link();
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Browser browser = new Browser(auth.calls());
            HttpCalls.Answer page = follow(browser, link);
            attempts.add(
                    () -> browser.submit("/invitation/begin", page, NEW_PERSON).status());
        }
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Integer> answer : threads.invokeAll(attempts)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnlyOnce(303).allMatch(status -> status == 303 || status == 404 || status == 409);
        assertThat(auth.content("users").lines().filter(row -> row.contains("nina@vale")))
                .hasSize(1);
        assertThat(follow(new Browser(auth.calls()), link).status()).isEqualTo(404);
    }

    @Test
    void somebodyWithAnAccountSignsInAsThatAddressAndThenJoins() {
        auth.addToSecondOrganisation("0197a000-0000-7000-8000-0000000000a1", "admin");
        Caller.Organisation dock = new Caller.Organisation(
                UUID.fromString("0197a000-0000-7000-8000-000000000002"), "Dock Hospital", ZoneId.of("Europe/Lisbon"));
        Invites ofDock = new Invites(auth, "0197a000-0000-7000-8000-0000000000a1", dock);
        CommandResult unknown = ofDock.invite("nobody@vale.example").result();
        CommandResult known = ofDock.invite("ana@harbor.example").result();
        assertThat(((CommandResult.Done) known).answer().propertyNames())
                .containsExactlyElementsOf(
                        ((CommandResult.Done) unknown).answer().propertyNames());

        String link = mail.await("ana@harbor.example", 1).link();
        Browser browser = new Browser(auth.calls());
        assertThat(follow(browser, link).body()).contains("/sign-in?continue=/invitation");
        browser.signIn("ben@harbor.example");
        HttpCalls.Answer other = browser.get("/invitation");
        assertThat(other.body()).contains("signed in with another address").doesNotContain("/invitation/join");

        browser.signIn("ana@harbor.example");
        HttpCalls.Answer page = browser.get("/invitation");
        assertThat(page.body()).contains("Join Dock Hospital");
        assertThat(browser.submit("/invitation/join", page).status()).isEqualTo(303);
        assertThat(browser.get("/").body()).contains("Dock Hospital");
        assertThat(browser.get("/invitation").status()).isEqualTo(404);
    }

    @Test
    void nobodyElseCanJoinWithTheLinkOfAPersonWhoHasAnAccount() {
        auth.sql("DELETE FROM memberships WHERE user_id = CAST('0197a000-0000-7000-8000-0000000000a2' AS uuid)");
        invites.invite("ana@harbor.example");
        Browser thief = new Browser(auth.calls());
        follow(thief, mail.await("ana@harbor.example", 1).link());
        thief.signIn("ben@harbor.example");
        HttpCalls.Answer form = thief.get("/account/password");
        assertThat(thief.submit("/invitation/join", form).status()).isEqualTo(409);
        HttpCalls.Answer visit = new Browser(auth.calls()).get("/sign-in");
        assertThat(thief.submit("/invitation/begin", visit, NEW_PERSON).status())
                .isEqualTo(403);
        assertThat(invites.find().after(new Organisation.Id(Invites.CLINIC.id()), "", 10))
                .hasSize(1);
    }

    @Test
    void aFaultIsExplainedAndNothingIsUsedUp() {
        invites.invite("nina@vale.example");
        Browser browser = new Browser(auth.calls());
        HttpCalls.Answer page =
                follow(browser, mail.await("nina@vale.example", 1).link());
        HttpCalls.Answer weak = browser.submit("/invitation/begin", page, "name", "Nina", "password", "harborclinic1");
        assertThat(weak.status()).isEqualTo(400);
        assertThat(weak.body()).contains("easy to guess", "value=\"Nina\"").doesNotContain("harborclinic1");
        assertThat(browser.submit("/invitation/begin", weak, "name", " ", "password", "quiet lamp under rivers")
                        .body())
                .contains("Give your name");
        assertThat(browser.submit("/invitation/begin", weak, NEW_PERSON).status())
                .isEqualTo(303);
    }

    @Test
    void invitationsEndAreWithdrawnAndSentAgainWithAnotherLink() {
        Invites.Outcome first = invites.invite("nina@vale.example");
        String old = mail.await("nina@vale.example", 1).link();
        auth.time().advance(Duration.ofDays(7));
        assertThat(follow(new Browser(auth.calls()), old).status()).isEqualTo(404);

        assertThat(invites.resend(first.id()).id()).isEqualTo(first.id());
        String fresh = mail.await("nina@vale.example", 2).link();
        assertThat(follow(new Browser(auth.calls()), old).status()).isEqualTo(404);
        assertThat(follow(new Browser(auth.calls()), fresh).status()).isEqualTo(200);

        invites.withdraw(first.id());
        assertThat(follow(new Browser(auth.calls()), fresh).status()).isEqualTo(404);
        assertThat(invites.withdraw(first.id()).refusal()).isEqualTo("not_found");
        assertThat(invites.resend(first.id()).refusal()).isEqualTo("not_found");
    }

    @Test
    void whatCannotBeInvitedIsRefused() {
        assertThat(invites.invite("nina").refusal()).isEqualTo("invalid_argument");
        assertThat(invites.invite("nina@vale.example", "a\nb", Role.MEMBER, 7).refusal())
                .isEqualTo("invalid_argument");
        assertThat(invites.invite("nina@vale.example", "", Role.MEMBER, 0).refusal())
                .isEqualTo("invalid_argument");
        assertThat(invites.invite("nina@vale.example", "", Role.MEMBER, 31).refusal())
                .isEqualTo("invalid_argument");
        assertThat(invites.invite("ANA@harbor.example").refusal()).isEqualTo("conflict");
        assertThat(invites.invite("nina@vale.example", "", Role.MEMBER, 30).result())
                .isInstanceOf(CommandResult.Done.class);
        assertThat(invites.invite("nina@vale.example").refusal()).isEqualTo("conflict");
        auth.time().advance(Duration.ofDays(30));
        assertThat(invites.invite("nina@vale.example").result()).isInstanceOf(CommandResult.Done.class);
    }

    @Test
    void invitationsOfAnotherOrganisationAreNotThere() {
        Invitation.Id id = invites.invite("nina@vale.example").id();
        auth.addToSecondOrganisation("0197a000-0000-7000-8000-0000000000a1", "admin");
        Caller.Organisation dock = new Caller.Organisation(
                UUID.fromString("0197a000-0000-7000-8000-000000000002"), "Dock Hospital", ZoneId.of("Europe/Lisbon"));
        Invites ofDock = new Invites(auth, "0197a000-0000-7000-8000-0000000000a1", dock);
        assertThat(ofDock.resend(id).refusal()).isEqualTo("not_found");
        assertThat(ofDock.withdraw(id).refusal()).isEqualTo("not_found");
        assertThat(ofDock.find().one(new Organisation.Id(dock.id()), id)).isEmpty();
        assertThat(ofDock.find().after(new Organisation.Id(dock.id()), "", 10)).isEmpty();
    }

    @Test
    void oneAddressAndOneAdministratorGetNoFloodOfMail() {
        Invitation.Id id = invites.invite("nina@vale.example").id();
        for (int i = 0; i < 4; i++) {
            assertThat(invites.resend(id).result()).isInstanceOf(CommandResult.Done.class);
        }
        assertThat(invites.resend(id).refusal()).isEqualTo("rate_limited");
        for (int i = 0; i < 54; i++) {
            assertThat(invites.invite("n" + i + "@vale.example").result()).isInstanceOf(CommandResult.Done.class);
        }
        assertThat(invites.invite("last@vale.example").refusal()).isEqualTo("rate_limited");
        auth.time().advance(Duration.ofHours(1));
        assertThat(invites.invite("last@vale.example").result()).isInstanceOf(CommandResult.Done.class);
    }

    private static HttpCalls.Answer follow(Browser browser, String link) {
        HttpCalls.Answer answer = browser.get(path(link));
        assertThat(answer.status()).isEqualTo(303);
        return browser.get(answer.header("location").orElseThrow());
    }

    private static String path(String link) {
        assertThat(link).startsWith(RunningAuth.ISSUER + "/invitation?token=");
        URI uri = URI.create(link);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
