package org.watchbill.system.client;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** A complete HTTP answer and the address that gave it. */
public record Reply(URI uri, int status, HttpHeaders headers, String body) {

    public JsonNode json() {
        return Json.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Where a redirect leads. */
    public Optional<URI> location() {
        return header("Location").map(uri::resolve);
    }

    /** This answer if it has the status; otherwise an error that shows it. */
    public Reply expect(int expected) {
        if (status != expected) {
            throw new AssertionError(uri + " answered " + status + " instead of " + expected + ": " + body);
        }
        return this;
    }
}
