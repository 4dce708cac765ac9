package org.watchbill.kit.mcp.prompt;

import org.watchbill.kit.mcp.completion.Completer;

/** What a prompt can be filled with. */
public record PromptArgument(String name, String title, String description, boolean required, Completer completer) {

    public static PromptArgument optional(String name, String title, String description, Completer completer) {
        return new PromptArgument(name, title, description, false, completer);
    }

    public static PromptArgument required(String name, String title, String description, Completer completer) {
        return new PromptArgument(name, title, description, true, completer);
    }
}
