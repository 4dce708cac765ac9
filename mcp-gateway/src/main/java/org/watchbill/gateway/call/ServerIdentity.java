package org.watchbill.gateway.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** How the gateway presents itself to clients, and what it tells their models. */
public final class ServerIdentity {

    private static final String LIST_CHANGED = "listChanged";
    private static final String INSTRUCTIONS = "/mcp-gateway/instructions.txt";

    private final String version;
    private final String instructions;

    public ServerIdentity(String version) {
        this.version = version;
        try (InputStream text = ServerIdentity.class.getResourceAsStream(INSTRUCTIONS)) {
            if (text == null) {
                throw new IllegalStateException(INSTRUCTIONS + " is missing from the class path");
            }
            this.instructions = new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An {@code Implementation} of the schema. */
    public ObjectNode implementation() {
        return Json.object().put("name", "watchbill").put("title", "Watchbill").put("version", version);
    }

    public String instructions() {
        return instructions;
    }

    /** What is served, in both eras. */
    public ObjectNode capabilities() {
        ObjectNode capabilities = Json.object();
        capabilities.putObject("tools").put(LIST_CHANGED, true);
        capabilities.putObject("prompts").put(LIST_CHANGED, true);
        capabilities.putObject("resources").put(LIST_CHANGED, true).put("subscribe", true);
        capabilities.putObject("completions");
        capabilities.putObject("logging");
        return capabilities;
    }
}
