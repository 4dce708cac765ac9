package org.watchbill.gateway.legacy.projection;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.session.Revision;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.refusal.ErrorCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns what is said in revision 2026-07-28 into what an older revision has words for. */
public final class Projection {

    private static final int RESOURCE_NOT_FOUND = -32002;

    private final Revision revision;
    private final ContentProjection content;

    private Projection(Revision revision) {
        this.revision = revision;
        this.content = new ContentProjection(revision);
    }

    public static Projection to(Revision revision) {
        return new Projection(revision);
    }

    /** The result of a request of {@code method}. */
    public ObjectNode result(String method, ObjectNode given) {
        ObjectNode result = given.deepCopy();
        Shape.RESULT.strip(result, revision);
        switch (method) {
            case "tools/list" -> result.path("tools").forEach(this::tool);
            case "tools/call" -> toolResult(result);
            case "prompts/list" -> result.path("prompts").forEach(this::prompt);
            case "prompts/get" -> content.messages(result.path("messages"));
            case "resources/list" -> result.path("resources").forEach(this::resource);
            case "resources/templates/list" -> result.path("resourceTemplates").forEach(this::resource);
            case "resources/read" ->
                result.path("contents").forEach(contents -> Shape.RESOURCE_CONTENTS.strip(contents, revision));
            default -> {}
        }
        return result;
    }

    /** The error of a request of {@code method}; the codes of the stateless revision say nothing to these clients. */
    public RpcError error(String method, RpcError error) {
        boolean missing = method.equals("resources/read")
                && error.code() == RpcError.INVALID_PARAMS
                && error.data().filter(data -> data.has("uri")).isPresent();
        if (missing) {
            return new RpcError(RESOURCE_NOT_FOUND, error.message(), error.data());
        }
        return error.code() == RpcError.MISSING_CLIENT_CAPABILITY
                ? RpcError.of(RpcError.INVALID_REQUEST, error.message())
                : error;
    }

    /** The error that a refused argument was before revision 2025-11-25 made it a result of the tool. */
    public Optional<RpcError> inputFault(String method, ObjectNode result) {
        if (revision.isAtLeast(Revision.NOVEMBER_2025)
                || !method.equals("tools/call")
                || !result.path("isError").booleanValue(false)) {
            return Optional.empty();
        }
        JsonNode refusal = refusal(result.at("/content/0/text").stringValue(""));
        return refusal.path("code").stringValue("").equals(ErrorCode.INVALID_ARGUMENT.text())
                ? Optional.of(RpcError.of(
                        RpcError.INVALID_PARAMS, refusal.path("message").stringValue("Invalid arguments"), refusal))
                : Optional.empty();
    }

    /** A notification that belongs to a call or to a subscription. */
    public ObjectNode notification(ObjectNode given) {
        ObjectNode message = given.deepCopy();
        if (message.path("method").stringValue("").equals("notifications/progress")) {
            Shape.PROGRESS.strip(message.path("params"), revision);
        }
        return message;
    }

    /** Something that a client is asked; empty when its revision has no way to ask it. */
    public Optional<ObjectNode> question(String method, ObjectNode given) {
        ObjectNode params = given.deepCopy();
        switch (method) {
            case "elicitation/create" -> {
                Shape.ELICITATION.strip(params, revision);
                return FormProjection.fits(params, revision) ? Optional.of(params) : Optional.empty();
            }
            case "sampling/createMessage" -> {
                Shape.SAMPLING.strip(params, revision);
                content.sampled(params);
            }
            default -> {}
        }
        return Optional.of(params);
    }

    public ObjectNode implementation(ObjectNode given) {
        ObjectNode server = given.deepCopy();
        Shape.IMPLEMENTATION.strip(server, revision);
        return server;
    }

    public ObjectNode capabilities(ObjectNode given) {
        ObjectNode capabilities = given.deepCopy();
        Shape.CAPABILITIES.strip(capabilities, revision);
        return capabilities;
    }

    private void tool(JsonNode tool) {
        Shape.TOOL.strip(tool, revision);
        boolean objectOutput =
                "object".equals(tool.path("outputSchema").path("type").stringValue(""));
        if (tool instanceof ObjectNode listed && !objectOutput) {
            listed.remove("outputSchema");
        }
    }

    /** Structured content that the revision cannot carry is still there as text. */
    private void toolResult(ObjectNode result) {
        ArrayNode blocks = result.withArrayProperty("content");
        JsonNode structured = result.path("structuredContent");
        Shape.TOOL_RESULT.strip(result, revision);
        if (!structured.isObject()) {
            result.remove("structuredContent");
        }
        if (blocks.isEmpty() && !structured.isMissingNode() && !result.has("structuredContent")) {
            blocks.addObject().put("type", "text").put("text", Json.text(structured));
        }
        content.blocks(blocks);
    }

    private void prompt(JsonNode prompt) {
        Shape.PROMPT.strip(prompt, revision);
        prompt.path("arguments").forEach(argument -> Shape.PROMPT_ARGUMENT.strip(argument, revision));
    }

    private void resource(JsonNode resource) {
        Shape.RESOURCE.strip(resource, revision);
        Shape.ANNOTATIONS.strip(resource.path("annotations"), revision);
    }

    private static JsonNode refusal(String text) {
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8)).path("error");
        } catch (JsonFormatException e) {
            return Json.object();
        }
    }
}
