package org.watchbill.kit.mcp.prompt;

import java.util.LinkedHashMap;
import java.util.Map;
import org.watchbill.kit.json.PlainText;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import tools.jackson.databind.JsonNode;

/** Reads the arguments of {@code prompts/get}; clients send what a person left empty as an empty text. */
final class PromptArguments {

    private static final int LONGEST = 1000;

    private PromptArguments() {}

    /** Throws {@link RefusedException} that names the argument. */
    static Map<String, String> read(PromptSpec spec, JsonNode sent) {
        if (!sent.isMissingNode() && !sent.isObject()) {
            throw refused("arguments", "The arguments are not an object");
        }
        for (String name : sent.propertyNames()) {
            if (spec.arguments().stream().noneMatch(argument -> argument.name().equals(name))) {
                throw refused(name, "The prompt has no such argument");
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (PromptArgument argument : spec.arguments()) {
            String value = text(argument.name(), sent.path(argument.name()));
            if (!value.isEmpty()) {
                values.put(argument.name(), value);
            } else if (argument.required()) {
                throw refused(argument.name(), "The prompt needs the argument " + argument.name());
            }
        }
        return values;
    }

    private static String text(String name, JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        if (!value.isString() || value.stringValue().length() > LONGEST || !PlainText.isPlain(value.stringValue())) {
            throw refused(name, "The argument is not a short plain text");
        }
        return value.stringValue().strip();
    }

    private static RefusedException refused(String name, String message) {
        return new RefusedException(Refusal.invalid(name, message));
    }
}
