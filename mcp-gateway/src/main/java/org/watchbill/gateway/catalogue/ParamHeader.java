package org.watchbill.gateway.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One argument of a tool that a header repeats: {@code x-mcp-header} of revision 2026-07-28.
 *
 * @param header the whole name, with its prefix
 * @param path the names of the properties that lead to the argument
 */
public record ParamHeader(String header, List<String> path, Kind kind) {

    /** The types that such an argument may have. */
    enum Kind {
        STRING,
        INTEGER,
        BOOLEAN
    }

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?");

    public ParamHeader {
        path = List.copyOf(path);
    }

    /** What the header says of these arguments; empty when there is nothing for it to say. */
    public Optional<String> text(JsonNode arguments) {
        return argument(arguments).filter(JsonNode::isValueNode).map(JsonNode::asString);
    }

    /** Whether a decoded header value means the argument; integers are compared as numbers. */
    public boolean agrees(String value, JsonNode arguments) {
        Optional<JsonNode> number = argument(arguments).filter(argument -> kind == Kind.INTEGER && argument.isNumber());
        return number.map(argument -> NUMBER.matcher(value).matches()
                        && new BigDecimal(value).compareTo(argument.decimalValue()) == 0)
                .orElseGet(() -> text(arguments).filter(value::equals).isPresent());
    }

    /** Absent and null are the same. */
    private Optional<JsonNode> argument(JsonNode arguments) {
        JsonNode at = arguments;
        for (String step : path) {
            at = at.path(step);
        }
        return at.isMissingNode() || at.isNull() ? Optional.empty() : Optional.of(at);
    }
}
