package org.watchbill.kit.mcp.resource;

import java.util.Map;
import org.watchbill.kit.mcp.completion.Completer;

/**
 * A resource, or a template of resources.
 *
 * @param completers suggestions for the template's variables, for those that have any
 */
public record Resource(ResourceSpec spec, Map<String, Completer> completers, ResourceReader reader) {

    public Resource {
        completers = Map.copyOf(completers);
    }
}
