package org.watchbill.kit.mcp.completion;

import java.util.Map;
import org.watchbill.kit.mcp.AccessPolicy;

/** Something with arguments; whoever may not use it gets no suggestions either. */
public record Completable(AccessPolicy policy, Map<String, Completer> arguments) {

    public Completable {
        arguments = Map.copyOf(arguments);
    }
}
