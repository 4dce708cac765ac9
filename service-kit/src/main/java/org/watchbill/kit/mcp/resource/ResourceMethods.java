package org.watchbill.kit.mcp.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.mcp.Admission;
import org.watchbill.kit.mcp.McpFeature;
import org.watchbill.kit.mcp.McpMethod;
import org.watchbill.kit.mcp.McpRequest;
import org.watchbill.kit.mcp.McpResults;
import org.watchbill.kit.mcp.completion.Completable;
import org.watchbill.kit.mcp.completion.CompletionSource;
import org.watchbill.kit.mcp.listen.Topic;
import org.watchbill.kit.mcp.wire.RpcException;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code resources/list}, {@code resources/templates/list} and {@code resources/read}. Everybody sees the whole lists,
 * with the policy of each entry; reading asks for role and scope, as {@link Admission} says. A resource that does not
 * exist is an error with {@code data.uri}.
 */
public final class ResourceMethods implements McpFeature, CompletionSource {

    /** What services know may change at any moment. */
    private static final int MILLISECONDS_FRESH = 0;

    private final ResourceCatalogue resources;
    private final ArrayNode listing;
    private final ArrayNode templates;

    public ResourceMethods(List<Resource> resources) {
        this.resources = new ResourceCatalogue(resources);
        this.listing = this.resources.listing(false);
        this.templates = this.resources.listing(true);
    }

    /** Streams on which clients hear of changes of these resources. */
    public Topic updates() {
        return new ResourceUpdates(resources);
    }

    @Override
    public Map<String, McpMethod> methods() {
        return Map.of(
                "resources/list", (McpMethod.Single) request -> McpResults.list(request, "resources", listing),
                "resources/templates/list",
                        (McpMethod.Single) request -> McpResults.list(request, "resourceTemplates", templates),
                "resources/read", (McpMethod.Single) this::read);
    }

    @Override
    public void announce(ObjectNode capabilities) {
        capabilities.withObjectProperty("resources");
    }

    @Override
    public String type() {
        return "ref/resource";
    }

    @Override
    public String member() {
        return "uri";
    }

    @Override
    public Optional<Completable> completable(String key) {
        return resources.completable(key);
    }

    private ObjectNode read(McpRequest request) {
        String uri = request.text("uri");
        ServedResource.Found found = resources.find(uri).orElseThrow(() -> unknown(uri));
        Admission.require(found.spec().policy(), request.caller());
        String text = text(request, found).orElseThrow(() -> unknown(uri));
        ObjectNode result = McpResults.complete();
        result.putArray("contents").add(new TextContents(uri, found.spec().mimeType(), text).json());
        return McpResults.cacheable(result, MILLISECONDS_FRESH);
    }

    private static Optional<String> text(McpRequest request, ServedResource.Found found) {
        try {
            return found.resource().reader().read(request.caller(), found.variables());
        } catch (RefusedException e) {
            throw RpcException.refused(e.refusal()).with("uri", found.uri());
        }
    }

    private static RpcException unknown(String uri) {
        return RpcException.refused(Refusal.of(ErrorCode.NOT_FOUND, "There is no such resource"))
                .with("uri", uri);
    }
}
