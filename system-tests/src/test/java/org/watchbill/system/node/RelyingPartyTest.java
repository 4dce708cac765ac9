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
    void aProgramGetsATokenWithoutAPerson() throws IOException {
        assertThat(step("program", "" + suite.plan().api(Service.SCHEDULE)).toString())
                .isEqualTo("{\"scope\":\"schedule:read\",\"refreshes\":false}");
    }

    private JsonNode step(String name, String resource) throws IOException {
        return suite.node()
                .run(
                        Map.of(),
                        "relying-party.mjs",
                        "" + suite.plan().url(Service.AUTH),
                        resource,
                        Accounts.ANA.email(),
                        Accounts.ANA.password(),
                        "watchbill-cli",
                        Files.readString(suite.plan().secretFile("watchbill-cli")),
                        name)
                .path(name);
    }
}
