package org.watchbill.system.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.watchbill.system.story.Accounts;
import org.watchbill.system.suite.Service;
import tools.jackson.databind.JsonNode;

/** oauth4webapi, which takes nothing that it has not checked, in every role that a client can have. */
final class RelyingPartyTest {

    private final ClientSuite suite = ClientSuite.shared();

    @Test
    void itBelievesTheAnswersToCodeAndRefresh() throws IOException {
        assertThat(step("code", "" + suite.plan().mcp()).toString())
                .isEqualTo("{\"scope\":\"schedule:read\",\"lives\":3600,\"rotated\":true}");
    }

    @Test
    void itBelievesTheIdTokenAndFindsTheSamePersonAtUserinfo() throws IOException {
        assertThat(step("openid", "" + suite.plan().mcp()).toString())
                .isEqualTo("{\"sub\":\"0197a000-0000-7000-8000-0000000000a2\","
                        + "\"email\":\"ana@harbor.example\",\"name\":\"Ana Ruiz\"}");
    }

    @Test
    void whatItGivesBackCannotBeRefreshed() throws IOException {
        assertThat(step("revoke", "" + suite.plan().mcp()).toString()).isEqualTo("{\"refresh\":\"invalid_grant\"}");
    }

    @Test
    void aServiceAsksWhatATokenIsWorth() throws IOException {
        assertThat(step("introspect", "" + suite.plan().mcp(), "mcp-gateway").toString())
                .isEqualTo("{\"before\":true,\"after\":{\"active\":false},\"garbage\":{\"active\":false}}");
    }

    @Test
    void aRequestThatIsPushedAheadIsAnsweredAlike() throws IOException {
        assertThat(step("pushed", "" + suite.plan().mcp()).toString()).isEqualTo("{\"scope\":\"schedule:read\"}");
    }

    @Test
    void aDeviceGetsATokenOnceSomebodyHasTypedItsCode() throws IOException {
        assertThat(step("device", "" + suite.plan().mcp()).toString())
                .isEqualTo("{\"early\":\"authorization_pending\",\"scope\":\"schedule:read\"}");
    }

    @Test
    void aProgramGetsATokenWithoutAPerson() throws IOException {
        assertThat(step("program", "" + suite.plan().api(Service.SCHEDULE)).toString())
                .isEqualTo("{\"scope\":\"schedule:read\",\"refreshes\":false}");
    }

    private JsonNode step(String name, String resource) throws IOException {
        return step(name, resource, "watchbill-cli");
    }

    private JsonNode step(String name, String resource, String program) throws IOException {
        return suite.node()
                .run(
                        Map.of("CLIENT_DOCUMENT", suite.describe("Relying party")),
                        "relying-party.mjs",
                        "" + suite.plan().url(Service.AUTH),
                        resource,
                        Accounts.ANA.email(),
                        Accounts.ANA.password(),
                        program,
                        Files.readString(suite.plan().secretFile(program)),
                        name)
                .path(name);
    }
}
