package org.watchbill.kit.mcp.tool;

import java.util.Set;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of a call's arguments that may stand in the audit log. */
final class AuditedArguments {

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_LIST = 100;

    private AuditedArguments() {}

    static ObjectNode of(JsonNode arguments, Set<String> audited) {
        ObjectNode kept = Json.object();
        audited.stream()
                .sorted()
                .filter(name -> isSmall(arguments.path(name)))
                .forEach(name -> kept.set(name, arguments.path(name)));
        return kept;
    }

    private static boolean isSmall(JsonNode value) {
        if (value.isArray()) {
            return value.size() <= LONGEST_LIST && value.valueStream().allMatch(AuditedArguments::isSmallScalar);
        }
        return isSmallScalar(value);
    }

    private static boolean isSmallScalar(JsonNode value) {
        return value.isNumber()
                || value.isBoolean()
                || (value.isString() && value.stringValue().length() <= LONGEST_TEXT);
    }
}
