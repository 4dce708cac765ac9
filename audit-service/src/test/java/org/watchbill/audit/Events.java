package org.watchbill.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.node.ObjectNode;

/** Events as the other services send them, and people who may read them. */
final class Events {

    static final UUID HARBOR = TestTokens.HARBOR_CLINIC;
    static final UUID OTHER = UUID.fromString("0197a000-0000-7000-8000-000000000002");

    static final Caller AVERY = person("avery", HARBOR, Role.ADMIN, "audit:read");
    static final Caller ANA = person("ana", HARBOR, Role.MEMBER, "audit:read");
    static final Caller STRANGER = person("stranger", OTHER, Role.ADMIN, "audit:read");

    private Events() {}

    /** The nth event of Harbor Clinic, by Avery. */
    static ObjectNode event(long number) {
        return event(number, HARBOR, AVERY);
    }

    static ObjectNode event(long number, UUID organisation, Caller actor) {
        ObjectNode event = Json.object();
        event.put("event_id", new UUID(0x7000, number).toString());
        event.put("organisation_id", organisation.toString());
        event.put("occurred_at", "2026-11-20T11:59:00.250Z");
        event.putObject("actor")
                .put("subject", actor.subject())
                .put("type", "mcp")
                .put("client_id", "client")
                .put("token_id", "grant");
        event.put("operation", "approve_request");
        event.putObject("target").put("type", "request").put("id", "R-" + number);
        event.putObject("arguments").put("request_id", "R-" + number).put("note", "naïve \"quote\" \u2603");
        event.put("arguments_digest", "ab".repeat(32));
        event.put("before", "cd".repeat(32));
        event.put("outcome", "success");
        event.put("source", "schedule-service");
        return event;
    }

    static ObjectNode[] events(long from, long to) {
        return LongStream.range(from, to).mapToObj(Events::event).toArray(ObjectNode[]::new);
    }

    static Caller person(String name, UUID organisation, Role role, String... scopes) {
        return new Caller(
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString(),
                new Caller.Organisation(organisation, "An organisation", ZoneId.of("America/New_York")),
                role,
                Set.of(scopes),
                "client",
                "grant",
                new Caller.Profile(name, Optional.of(name + "@harbor.example")));
    }
}
