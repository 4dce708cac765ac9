package org.watchbill.gateway.session;

import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Of the capabilities that a client declares, those with which it can be asked something, as its revision has them. */
final class ClientAbilities {

    private ClientAbilities() {}

    /** {@code ClientCapabilities} of revision 2026-07-28. */
    static ObjectNode of(Revision revision, JsonNode declared) {
        ObjectNode abilities = Json.object();
        if (declared.path("roots").isObject()) {
            abilities.putObject("roots");
        }
        if (declared.path("sampling").isObject()) {
            ObjectNode sampling = abilities.putObject("sampling");
            if (revision.isAtLeast(Revision.NOVEMBER_2025)) {
                keep(declared.path("sampling"), sampling, "context", "tools");
            }
        }
        if (declared.path("elicitation").isObject() && revision.isAtLeast(Revision.JUNE_2025)) {
            ObjectNode elicitation = abilities.putObject("elicitation");
            if (revision.isAtLeast(Revision.NOVEMBER_2025)) {
                keep(declared.path("elicitation"), elicitation, "form", "url");
            }
        }
        return abilities;
    }

    private static void keep(JsonNode declared, ObjectNode kept, String... members) {
        for (String member : members) {
            if (declared.path(member).isObject()) {
                kept.putObject(member);
            }
        }
    }
}
