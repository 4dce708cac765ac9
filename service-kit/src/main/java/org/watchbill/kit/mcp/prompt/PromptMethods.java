package org.watchbill.kit.mcp.prompt;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.AccessPolicy;
import org.watchbill.kit.mcp.Admission;
import org.watchbill.kit.mcp.McpFeature;
import org.watchbill.kit.mcp.McpMethod;
import org.watchbill.kit.mcp.McpRequest;
import org.watchbill.kit.mcp.McpResults;
import org.watchbill.kit.mcp.completion.Completable;
import org.watchbill.kit.mcp.completion.CompletionSource;
import org.watchbill.kit.mcp.wire.RpcException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code prompts/list} and {@code prompts/get}. Everybody sees the whole list, with the policy of each prompt; getting one
 * asks for role and scope, as {@link Admission} says.
 */
public final class PromptMethods implements McpFeature, CompletionSource {

    private final SortedMap<String, Prompt> prompts = new TreeMap<>();
    private final ArrayNode listing = Json.object().putArray("prompts");

    public PromptMethods(List<Prompt> declared) {
        for (Prompt prompt : declared) {
            if (prompts.put(prompt.spec().name(), prompt) != null) {
                throw new IllegalArgumentException(
                        "Two prompts are called " + prompt.spec().name());
            }
        }
        prompts.values().forEach(prompt -> listing.add(shown(prompt.spec())));
    }

    @Override
    public Map<String, McpMethod> methods() {
        return Map.of(
                "prompts/list", (McpMethod.Single) request -> McpResults.list(request, "prompts", listing),
                "prompts/get", (McpMethod.Single) this::get);
    }

    @Override
    public void announce(ObjectNode capabilities) {
        capabilities.putObject("prompts");
    }

    @Override
    public String type() {
        return "ref/prompt";
    }

    @Override
    public String member() {
        return "name";
    }

    @Override
    public Optional<Completable> completable(String key) {
        return Optional.ofNullable(prompts.get(key))
                .map(Prompt::spec)
                .map(spec -> new Completable(
                        spec.policy(),
                        spec.arguments().stream().collect(toMap(PromptArgument::name, PromptArgument::completer))));
    }

    private ObjectNode get(McpRequest request) {
        Prompt prompt = prompts.get(request.text("name"));
        if (prompt == null) {
            throw RpcException.invalidParams("There is no prompt of this name");
        }
        Admission.require(prompt.spec().policy(), request.caller());
        Map<String, String> arguments =
                PromptArguments.read(prompt.spec(), request.params().path("arguments"));
        ObjectNode result =
                McpResults.complete().put("description", prompt.spec().description());
        ArrayNode messages = result.putArray("messages");
        prompt.handler()
                .messages(request.caller(), arguments)
                .forEach(message -> messages.addObject().put("role", "user").set("content", content(message)));
        return result;
    }

    private static ObjectNode content(PromptMessage message) {
        return switch (message) {
            case PromptMessage.Instruction(String text) ->
                Json.object().put("type", "text").put("text", text);
            case PromptMessage.Data(var contents) -> {
                ObjectNode embedded = Json.object().put("type", "resource");
                embedded.set("resource", contents.json());
                yield embedded;
            }
        };
    }

    private static ObjectNode shown(PromptSpec spec) {
        ObjectNode shown = Json.object()
                .put("name", spec.name())
                .put("title", spec.title())
                .put("description", spec.description());
        ArrayNode arguments = shown.putArray("arguments");
        for (PromptArgument argument : spec.arguments()) {
            arguments
                    .addObject()
                    .put("name", argument.name())
                    .put("title", argument.title())
                    .put("description", argument.description())
                    .put("required", argument.required());
        }
        shown.putObject("_meta").set(AccessPolicy.KEY, spec.policy().json());
        return shown;
    }
}
