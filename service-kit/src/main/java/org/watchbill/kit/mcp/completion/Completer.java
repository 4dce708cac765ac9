package org.watchbill.kit.mcp.completion;

import java.util.Map;
import org.watchbill.kit.token.Caller;

/** Suggests values of one argument, of which the caller may see every one. */
@FunctionalInterface
public interface Completer {

    /** For arguments of which nothing can be guessed. */
    Completer NONE = (caller, typed, others) -> Suggestions.NONE;

    /**
     * Suggests.
     *
     * @param typed the beginning of the value, empty at first
     * @param others the arguments that are filled in already
     */
    Suggestions suggest(Caller caller, String typed, Map<String, String> others);
}
