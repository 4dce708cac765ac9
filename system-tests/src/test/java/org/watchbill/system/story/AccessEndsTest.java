package org.watchbill.system.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.Check;
import org.watchbill.system.client.Browser;
import org.watchbill.system.client.Discovery;
import org.watchbill.system.client.Era;
import org.watchbill.system.client.Form;
import org.watchbill.system.client.Http;
import org.watchbill.system.client.OAuthClient;
import org.watchbill.system.client.Person;
import org.watchbill.system.client.Reply;
import org.watchbill.system.suite.AccountFixture;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.WatchbillSuite;
import tools.jackson.databind.JsonNode;

/** Whatever ends somebody's access ends it at every door within a minute, and nobody else's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccessEndsTest {

    private enum Cause {
        REMOVED,
        DISABLED,
        /** By the person, who also ticks that API tokens shall end. */
        PASSWORD_CHANGED
    }

    private static final String SCOPE = "schedule:read members:read";

    private final WatchbillSuite suite = WatchbillSuite.start(Storage.H2, Content.DEMO);
    private final URI issuer = suite.plan().url(Service.AUTH);
    private final URI api = URI.create(issuer + "/api");
    private final AccountFixture accounts = new AccountFixture(suite.plan(), Accounts.ANA);
    private final OAuthClient mcp =
            OAuthClient.register(Discovery.of(suite.plan().mcp()));
    private final OAuthClient schedule =
            OAuthClient.register(Discovery.of(issuer, suite.plan().api(Service.SCHEDULE)));

    private final String administrator =
            OAuthClient.register(Discovery.of(issuer, api)).tokenFor(Accounts.ADMIN, "people:read people:write");

    @AfterAll
    void stop() {
        suite.close();
    }

    /** All at once, as the REST APIs compare the times in tokens with the machine's own clock, and this one is moved. */
    @Check({"S08", "S09"})
    @Test
    void s08S09AccessEndsEverywhereWithinAMinute() {
        List<Door> doorsOfAna = doors(Accounts.ANA);
        Map<Cause, List<Door>> doors = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            Person leaver =
                    accounts.add("Lee " + cause, cause.name().toLowerCase(Locale.ROOT) + "@harbor.example", "member");
            doors.put(cause, doors(leaver));
            assertThat(doors.get(cause))
                    .as("%s", cause)
                    .extracting(Door::status)
                    .containsOnly(200);
            assertThat(happen(cause, leaver).status()).isIn(200, 204);
        }
        suite.time().advance(Duration.ofSeconds(60));

        for (Cause cause : Cause.values()) {
            assertThat(doors.get(cause))
                    .as("%s", cause)
                    .extracting(Door::status)
                    .containsOnly(401);
        }
        assertThat(doorsOfAna).extracting(Door::status).containsOnly(200);
    }

    private Reply happen(Cause cause, Person leaver) {
        return switch (cause) {
            case REMOVED -> Http.delete(URI.create(api + "/v1/memberships/" + idOf(leaver)), asAdministrator());
            case DISABLED ->
                Http.patchJson(
                        URI.create(api + "/v1/users/" + idOf(leaver)),
                        Json.object().put("disabled", true),
                        asAdministrator());
            case PASSWORD_CHANGED -> changePassword(leaver);
        };
    }

    private Reply changePassword(Person person) {
        Browser browser = new Browser();
        Form signIn = browser.open(issuer.resolve("/account/password")).formWith("password");
        Form change = browser.submit(signIn.fill("email", person.email()).fill("password", person.password()))
                .formWith("tokens");
        return browser.submit(change.fill("password", "quiet lamp under rivers").choose("tokens", "end"))
                .reply();
    }

    private String idOf(Person person) {
        JsonNode users = Http.get(URI.create(api + "/v1/users?limit=100"), Http.bearer(administrator))
                .expect(200)
                .json();
        return users.path("items")
                .valueStream()
                .filter(user -> user.path("email").asString().equals(person.email()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private Map<String, String> asAdministrator() {
        Map<String, String> headers = new HashMap<>(Http.bearer(administrator));
        headers.put("If-Match", "\"1\"");
        headers.put("Idempotency-Key", "" + UUID.randomUUID());
        return headers;
    }

    /** Each way in with something that somebody holds. */
    private List<Door> doors(Person person) {
        String mcpToken = mcp.tokenFor(person, SCOPE);
        String restToken = schedule.tokenFor(person, SCOPE);
        String apiToken = new ApiTokens(suite.plan(), person).make("Doors");
        URI gateway = suite.plan().mcp();
        URI members = URI.create(suite.plan().api(Service.SCHEDULE) + "/v1/members");
        List<Door> doors = new ArrayList<>();
        for (Era era : Era.values()) {
            doors.add(new Door("gateway, connection, " + era, () -> era.knock(gateway, mcpToken)));
            doors.add(new Door("gateway, API token, " + era, () -> era.knock(gateway, apiToken)));
        }
        doors.add(new Door("REST, connection", () -> Http.get(members, Http.bearer(restToken))));
        doors.add(new Door("REST, API token", () -> Http.get(members, Http.bearer(apiToken))));
        return doors;
    }
}
