package org.watchbill.kit.mcp.resource;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.AccessPolicy;
import org.watchbill.kit.mcp.completion.Completable;
import org.watchbill.kit.mcp.completion.Completer;
import tools.jackson.databind.node.ObjectNode;

/** A resource with its parsed template. */
record ServedResource(Resource resource, UriTemplate template) {

    /** One URI that fits a resource. */
    record Found(Resource resource, String uri, Map<String, String> variables) {

        ResourceSpec spec() {
            return resource.spec();
        }
    }

    static ServedResource of(Resource resource) {
        ServedResource served =
                new ServedResource(resource, new UriTemplate(resource.spec().uri()));
        if (!served.template().variables().containsAll(resource.completers().keySet())) {
            throw new IllegalArgumentException(resource.spec().uri() + " completes a variable that it does not have");
        }
        return served;
    }

    boolean isTemplate() {
        return !template.variables().isEmpty();
    }

    Optional<Found> found(String uri) {
        return template.match(uri).map(variables -> new Found(resource, uri, variables));
    }

    Completable completable() {
        Map<String, Completer> completers = template.variables().stream()
                .collect(toMap(name -> name, name -> resource.completers().getOrDefault(name, Completer.NONE)));
        return new Completable(resource.spec().policy(), completers);
    }

    ObjectNode shown() {
        ResourceSpec spec = resource.spec();
        ObjectNode shown = Json.object()
                .put(isTemplate() ? "uriTemplate" : "uri", spec.uri())
                .put("name", spec.name())
                .put("title", spec.title())
                .put("description", spec.description())
                .put("mimeType", spec.mimeType());
        shown.putObject("_meta").set(AccessPolicy.KEY, spec.policy().json());
        return shown;
    }
}
