package org.watchbill.kit.mcp.resource;

import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.token.Caller;

/** Reads the resources of one spec; a {@link org.watchbill.kit.refusal.RefusedException} is answered as an error. */
public interface ResourceReader {

    /** The text, or empty when there is no such resource for this caller. */
    Optional<String> read(Caller caller, Map<String, String> variables);

    /**
     * A short text that differs whenever the resource reads differently, for streams that tell of changes; empty when
     * there is no such resource, or when it cannot be subscribed to. Asked every few seconds.
     */
    default Optional<String> version(Caller caller, Map<String, String> variables) {
        return Optional.empty();
    }
}
