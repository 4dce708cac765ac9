package org.watchbill.kit.mcp.prompt;

import org.watchbill.kit.mcp.resource.TextContents;

/** One message in the user's name. */
public sealed interface PromptMessage {

    /** What to do: words of the service, never of people in its records. */
    record Instruction(String text) implements PromptMessage {}

    /** What to do it with: an embedded resource, so that words of people cannot pass for instructions. */
    record Data(TextContents contents) implements PromptMessage {}
}
