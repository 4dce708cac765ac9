package org.watchbill.kit.mcp.prompt;

import java.util.List;
import org.watchbill.kit.mcp.AccessPolicy;

/** How a prompt presents itself. */
public record PromptSpec(
        String name, String title, String description, List<PromptArgument> arguments, AccessPolicy policy) {

    public PromptSpec {
        arguments = List.copyOf(arguments);
    }
}
