package org.watchbill.system.openid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.watchbill.kit.testing.Check;
import org.watchbill.system.client.Browser;
import org.watchbill.system.client.Page;
import org.watchbill.system.client.Person;
import org.watchbill.system.story.Accounts;
import org.watchbill.system.suite.ClientFixture;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.SuitePlan;
import org.watchbill.system.suite.WatchbillSuite;

/** Pages that Helidon's OIDC provider protects: discovery, PKCE, nonce, confidential client, encrypted cookies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HelidonRelyingPartyTest {

    private final WatchbillSuite suite = WatchbillSuite.live(Storage.H2, Content.DEMO, Map.of());
    private final int port = SuitePlan.freePort();
    private final HelidonPages pages = new HelidonPages(
            suite.plan(),
            port,
            ClientFixture.register(
                    suite.plan(),
                    HelidonPages.at(port).resolve("/oidc/redirect"),
                    HelidonPages.at(port).resolve("/goodbye")));

    @AfterAll
    void stop() {
        pages.close();
        suite.close();
    }

    @Check("Q17")
    @Test
    void q17SomebodySignsInToThePagesOfOthersAndStaysSignedIn() {
        Browser browser = new Browser();
        assertThat(signIn(browser, Accounts.ANA).html()).isEqualTo("You are 0197a000-0000-7000-8000-0000000000a2");
        assertThat(browser.open(pages.page("/me")).html()).isEqualTo("You are 0197a000-0000-7000-8000-0000000000a2");
        assertThat(signIn(new Browser(), Accounts.ADMIN).html())
                .startsWith("You are ")
                .doesNotContain("00a2");
    }

    private Page signIn(Browser browser, Person person) {
        Page form = browser.open(pages.page("/me"));
        Page consent = browser.submit(
                form.formWith("password").fill("email", person.email()).fill("password", person.password()));
        return browser.submit(consent.formWith("decision").choose("decision", "approve"));
    }
}
