package org.watchbill.kit.mcp.resource;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.completion.Completable;
import tools.jackson.databind.node.ArrayNode;

/** The resources of the service, and how the lists show them. */
final class ResourceCatalogue {

    private static final int LONGEST_URI = 2000;

    /** Plain resources before templates, so that a template never hides one. */
    private final List<ServedResource> resources;

    ResourceCatalogue(List<Resource> declared) {
        resources = declared.stream()
                .map(ServedResource::of)
                .sorted(Comparator.comparing(ServedResource::isTemplate)
                        .thenComparing(served -> served.resource().spec().uri()))
                .toList();
        long distinct = declared.stream()
                .map(resource -> resource.spec().uri())
                .distinct()
                .count();
        if (distinct != declared.size()) {
            throw new IllegalArgumentException("Two resources have the same URI");
        }
    }

    Optional<ServedResource.Found> find(String uri) {
        if (uri.length() > LONGEST_URI) {
            return Optional.empty();
        }
        return resources.stream().flatMap(served -> served.found(uri).stream()).findFirst();
    }

    Optional<Completable> completable(String uri) {
        return resources.stream()
                .filter(served -> served.resource().spec().uri().equals(uri))
                .map(ServedResource::completable)
                .findFirst();
    }

    ArrayNode listing(boolean templates) {
        ArrayNode listing = Json.object().putArray("items");
        resources.stream()
                .filter(served -> served.isTemplate() == templates)
                .map(ServedResource::shown)
                .forEach(listing::add);
        return listing;
    }
}
