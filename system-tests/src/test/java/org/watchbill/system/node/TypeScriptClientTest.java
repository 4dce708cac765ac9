package org.watchbill.system.node;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.system.story.Accounts;
import org.watchbill.system.story.ApiTokens;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.ServiceProcess;

/** The official TypeScript client, knowing only the gateway's address, in each way it can negotiate. */
final class TypeScriptClientTest {

    private static final String STDIO = "org.watchbill.gateway.stdio.StdioMain";

    private final ClientSuite suite = ClientSuite.shared();
    private final LocalDate day = suite.takeDay();

    @ParameterizedTest
    @CsvSource({"auto, 2026-07-28", "pin, 2026-07-28", "legacy, 2025-11-25"})
    void itDoesTheMainJobAndRefreshes(String way, String revision) {
        connect("client.mjs", way, "/mcp", Map.of())
                .assertRevision(revision)
                .assertDone(day, MainJob.TO_READ_THEN_TO_WRITE)
                .assertRefreshed();
    }

    @Test
    void overTheOlderTransportItDoesTheMainJobAndRefreshes() {
        connect("client.mjs", "sse", "/sse", Map.of())
                .assertRevision("2025-11-25")
                .assertDone(day, MainJob.AT_ONCE)
                .assertRefreshed();
    }

    @ParameterizedTest
    @CsvSource({"stdio-auto, 2026-07-28", "stdio-legacy, 2025-11-25"})
    void throughAProgramThatItStartsItDoesTheMainJob(String way, String revision) {
        String token = new ApiTokens(suite.plan(), Accounts.ANA).make(way, "requests:write");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = ServiceProcess.jar(Service.GATEWAY).toString();
        new MainJob(suite.node()
                        .run(
                                Map.of("WATCHBILL_TOKEN", token),
                                "client.mjs",
                                suite.plan().mcp().toString(),
                                way,
                                "",
                                "",
                                day.toString(),
                                "TS",
                                java,
                                "-cp",
                                jar,
                                STDIO))
                .assertRevision(revision)
                .assertDone(day, MainJob.NEVER);
    }

    @Test
    void itsFirstGenerationDoesTheMainJobAndRefreshes() {
        connect("client-v1.mjs", "http", "/mcp", Map.of())
                .assertRevision("2025-11-25")
                .assertDone(day, MainJob.TO_READ_THEN_TO_WRITE)
                .assertRefreshed();
    }

    @Test
    void itsFirstGenerationDoesTheMainJobOverTheOlderTransport() {
        connect("client-v1.mjs", "sse", "/sse", Map.of())
                .assertDone(day, MainJob.AT_ONCE)
                .assertRefreshed();
    }

    @ParameterizedTest
    @CsvSource({"client.mjs, auto", "client.mjs, legacy", "client-v1.mjs, http"})
    void describedByADocumentItRegistersNowhere(String script, String way) {
        String document = suite.describe("Described");
        connect(script, way, "/mcp", Map.of("CLIENT_DOCUMENT", document))
                .assertClient(document)
                .assertDone(day, MainJob.TO_READ_THEN_TO_WRITE)
                .assertRefreshed();
    }

    private MainJob connect(String script, String way, String path, Map<String, String> environment) {
        return new MainJob(suite.node()
                .run(
                        environment,
                        script,
                        suite.plan().url(Service.GATEWAY) + path,
                        way,
                        Accounts.ANA.email(),
                        Accounts.ANA.password(),
                        day.toString(),
                        "TS"));
    }
}
