package org.watchbill.gateway.legacy.projection;

import org.watchbill.gateway.session.Revision;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a form: revision 2025-06-18 has titles of choices in {@code enumNames} and no choice of several. */
final class FormProjection {

    private FormProjection() {}

    /** Rewrites the form for the revision; false when it cannot be asked there. */
    static boolean fits(ObjectNode params, Revision revision) {
        if (revision.isAtLeast(Revision.NOVEMBER_2025)) {
            return true;
        }
        JsonNode fields = params.path("requestedSchema").path("properties");
        fields.forEach(FormProjection::titled);
        return fields.valueStream()
                .noneMatch(field -> field.path("type").stringValue("").equals("array"));
    }

    private static void titled(JsonNode field) {
        if (field instanceof ObjectNode choice && choice.path("oneOf").isArray()) {
            JsonNode options = choice.remove("oneOf");
            ArrayNode values = choice.putArray("enum");
            ArrayNode names = choice.putArray("enumNames");
            options.forEach(option -> {
                values.add(option.path("const"));
                names.add(option.path("title").stringValue(option.path("const").asString("")));
            });
        }
    }
}
