package org.watchbill.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.credential.Principal;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.seal.Seal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sessions as sealed ids: nothing is stored, every replica with the same key can open them, their principal alone may. */
public final class Sessions {

    static final Duration LIFE = Duration.ofDays(7);

    private final Seal seal;
    private final InstantSource time;

    public Sessions(Secret key, InstantSource time) {
        this.seal = new Seal(key, "watchbill mcp session 1");
        this.time = time;
    }

    public String id(Session session) {
        ObjectNode content = Json.object().put("v", session.revision().text());
        content.set("c", session.capabilities());
        content.set("i", session.clientInfo());
        content.put("s", session.principal().subject())
                .put("o", session.principal().organisation())
                .put("l", session.principal().client())
                .put("t", session.issuedAt().getEpochSecond());
        return seal.close(Json.bytes(content), List.of());
    }

    /** Empty for an id that was altered, is too old, or belongs to somebody else. */
    public Optional<Session> open(String id, Principal principal) {
        return seal.open(id, List.of())
                .map(Json::parse)
                .flatMap(Sessions::session)
                .filter(session -> session.principal().equals(principal))
                .filter(session -> time.instant().isBefore(session.issuedAt().plus(LIFE)));
    }

    private static Optional<Session> session(JsonNode content) {
        return Revision.of(content.path("v").stringValue())
                .map(revision -> new Session(
                        revision,
                        (ObjectNode) content.path("c"),
                        (ObjectNode) content.path("i"),
                        new Principal(
                                content.path("s").stringValue(),
                                content.path("o").stringValue(),
                                content.path("l").stringValue()),
                        Instant.ofEpochSecond(content.path("t").longValue())));
    }
}
