package org.watchbill.system.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.ModernMcpClient;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.WatchbillSuite;
import tools.jackson.databind.JsonNode;

/** What the list of tools that every client gets costs a model: it is read at the beginning of each conversation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ToolBudgetTest {

    private static final int MOST_TOOLS = 25;
    private static final int MOST_TOKENS = 6000;

    private final WatchbillSuite suite = WatchbillSuite.start(Storage.H2, Content.DEMO);
    private String token = "";

    @BeforeAll
    void signIn() {
        token = new Accounts(suite.plan()).token(Accounts.ADMIN, Accounts.ADMIN_SCOPE);
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CL100K_BASE", "O200K_BASE"})
    void theListThatEverybodyGetsIsShort(EncodingType encoding) {
        JsonNode result = tools("");
        int tokens = result.path("tools")
                .valueStream()
                .mapToInt(tool -> Encodings.newDefaultEncodingRegistry()
                        .getEncoding(encoding)
                        .countTokens(Json.text(tool)))
                .sum();

        assertThat(result.has("nextCursor")).isFalse();
        assertThat(result.path("tools").size()).isBetween(1, MOST_TOOLS);
        assertThat(tokens).isBetween(100, MOST_TOKENS);
    }

    @Test
    void everyToolsetOfTheSuiteIsAmongTheDefaultOnes() {
        assertThat(tools("").path("tools").size())
                .isEqualTo(tools("?toolsets=all").path("tools").size());
    }

    private JsonNode tools(String query) {
        return new ModernMcpClient(URI.create(suite.plan().mcp() + query), token)
                .tools()
                .result();
    }
}
