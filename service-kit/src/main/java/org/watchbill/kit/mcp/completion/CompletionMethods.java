package org.watchbill.kit.mcp.completion;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.PlainText;
import org.watchbill.kit.mcp.Admission;
import org.watchbill.kit.mcp.McpFeature;
import org.watchbill.kit.mcp.McpMethod;
import org.watchbill.kit.mcp.McpRequest;
import org.watchbill.kit.mcp.McpResults;
import org.watchbill.kit.mcp.wire.RpcException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code completion/complete} for prompts and resource templates. */
public final class CompletionMethods implements McpFeature {

    private static final int LONGEST = 1000;

    private final List<CompletionSource> sources;

    public CompletionMethods(List<CompletionSource> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public Map<String, McpMethod> methods() {
        return Map.of("completion/complete", (McpMethod.Single) this::complete);
    }

    @Override
    public void announce(ObjectNode capabilities) {
        capabilities.putObject("completions");
    }

    private ObjectNode complete(McpRequest request) {
        Completable completable = completable(request.params().path("ref"));
        Admission.require(completable.policy(), request.caller());
        JsonNode argument = request.params().path("argument");
        Completer completer = completable.arguments().get(argument.path("name").stringValue(""));
        if (completer == null) {
            throw RpcException.invalidParams("There is no argument of this name");
        }
        Map<String, String> others = others(request.params().path("context").path("arguments"));
        return result(completer.suggest(request.caller(), typed(argument.path("value")), others));
    }

    private Completable completable(JsonNode reference) {
        return sources.stream()
                .filter(source -> source.type().equals(reference.path("type").stringValue("")))
                .flatMap(source ->
                        source.completable(reference.path(source.member()).stringValue("")).stream())
                .findFirst()
                .orElseThrow(() -> RpcException.invalidParams("There is nothing that the ref could mean"));
    }

    private static Map<String, String> others(JsonNode arguments) {
        if (!arguments.isMissingNode() && !arguments.isObject()) {
            throw RpcException.invalidParams("The context's arguments are not an object");
        }
        return arguments.propertyStream().collect(toMap(Map.Entry::getKey, entry -> typed(entry.getValue())));
    }

    private static String typed(JsonNode value) {
        if (!value.isString() || value.stringValue().length() > LONGEST || !PlainText.isPlain(value.stringValue())) {
            throw RpcException.invalidParams("A value is not a short plain text");
        }
        return value.stringValue();
    }

    private static ObjectNode result(Suggestions suggestions) {
        ObjectNode result = McpResults.complete();
        ObjectNode completion = result.putObject("completion");
        completion.set("values", Json.tree(suggestions.values()));
        suggestions.total().ifPresent(total -> completion.put("total", total));
        completion.put("hasMore", suggestions.more());
        return result;
    }
}
