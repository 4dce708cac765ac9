package org.watchbill.kit.mcp.tool;

import java.util.Set;

/**
 * How a tool presents itself.
 *
 * @param audited names of the arguments that may stand in the audit log; all others are left out
 */
public record ToolSpec(
        String name, String title, String description, ToolPolicy policy, Hints hints, Set<String> audited, Pace pace) {

    /** How long a call takes. */
    public enum Pace {
        /** As long as a request may. */
        PROMPT,
        /** Maybe longer, so that clients that know tasks are answered with one. */
        LONG
    }

    /** The tool annotations of MCP; hints for the client's display, never for decisions. */
    public record Hints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {

        public static final Hints READ = new Hints(true, false, true, false);
    }

    public ToolSpec {
        audited = Set.copyOf(audited);
    }

    /** A prompt tool. */
    public ToolSpec(
            String name, String title, String description, ToolPolicy policy, Hints hints, Set<String> audited) {
        this(name, title, description, policy, hints, audited, Pace.PROMPT);
    }
}
