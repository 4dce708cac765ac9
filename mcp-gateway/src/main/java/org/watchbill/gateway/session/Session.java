package org.watchbill.gateway.session;

import java.time.Instant;
import org.watchbill.gateway.credential.Principal;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the handshake settled.
 *
 * @param revision the negotiated protocol revision
 * @param capabilities those of the client that the gateway can make use of
 * @param clientInfo the client's name and version, unverified
 */
public record Session(
        Revision revision, ObjectNode capabilities, ObjectNode clientInfo, Principal principal, Instant issuedAt) {

    private static final int LONGEST_NAME = 100;

    /** Keeps of the client's words only what is needed, so that a session id stays short. */
    public static Session of(Revision revision, JsonNode initialize, Principal principal, Instant issuedAt) {
        JsonNode client = initialize.path("clientInfo");
        ObjectNode clientInfo = Json.object()
                .put("name", shortened(client.path("name").stringValue("unknown")))
                .put("version", shortened(client.path("version").stringValue("unknown")));
        return new Session(
                revision,
                ClientAbilities.of(revision, initialize.path("capabilities")),
                clientInfo,
                principal,
                issuedAt);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_NAME
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_NAME));
    }
}
