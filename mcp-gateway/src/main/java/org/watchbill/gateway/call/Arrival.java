package org.watchbill.gateway.call;

import java.util.function.Supplier;
import org.watchbill.gateway.catalogue.Toolsets;
import org.watchbill.gateway.credential.Admission;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.credential.Identity;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.kit.http.Trace;

/**
 * What is known of a message before it is read: who sent it, with which headers, in which trace.
 *
 * @param toolsets the tools that the client wants to see
 * @param admission the check by which the caller came in
 * @param challenge what asks for more scope, for the path that the client knows
 */
public record Arrival(
        Identity caller,
        McpHeaders headers,
        Trace trace,
        Toolsets toolsets,
        Supplier<Admission> admission,
        Challenge challenge) {

    /** Whether the caller would still come in, for requests that last. */
    public Admission recheck() {
        return admission.get();
    }

    /** The same with other headers. */
    public Arrival with(McpHeaders other) {
        return new Arrival(caller, other, trace, toolsets, admission, challenge);
    }
}
