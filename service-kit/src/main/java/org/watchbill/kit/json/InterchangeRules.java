package org.watchbill.kit.json;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What I-JSON (RFC 7493) asks beyond the grammar: no lone surrogates, no number out of a double's range. */
final class InterchangeRules {

    private InterchangeRules() {}

    static void check(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> value.properties().forEach(InterchangeRules::checkMember);
            case ARRAY -> value.forEach(InterchangeRules::check);
            case STRING -> checkText(value.stringValue());
            case NUMBER -> checkNumber(value.doubleValue());
            case BOOLEAN, NULL, BINARY, MISSING, POJO -> {}
        }
    }

    private static void checkMember(Map.Entry<String, JsonNode> member) {
        checkText(member.getKey());
        check(member.getValue());
    }

    private static void checkText(String text) {
        if (Surrogates.anyLone(text)) {
            throw new JsonFormatException("The body has a string with a lone surrogate");
        }
    }

    private static void checkNumber(double number) {
        if (!Double.isFinite(number)) {
            throw new JsonFormatException("The body has a number that is too large");
        }
    }
}
