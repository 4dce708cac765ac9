package org.watchbill.gateway.modern;

import java.util.Optional;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.RpcError;

/** The headers that repeat arguments of a tool, which take the tool's definition to know. */
public final class ParamHeaderCheck {

    private final Catalogue catalogue;

    public ParamHeaderCheck(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The error when a header of the call contradicts an argument; what is not known is not checked. */
    Optional<RpcError> fault(McpHeaders headers, Call call) throws InterruptedException {
        if (!call.method().equals("tools/call")) {
            return Optional.empty();
        }
        String name = call.params().path("name").stringValue("");
        return catalogue.find(Kind.TOOLS, call.caller().internalToken(), name)
                        instanceof Catalogue.Lookup.Found(var tool)
                ? ModernHeaderRules.contradiction(
                        headers, tool.paramHeaders(), call.params().path("arguments"))
                : Optional.empty();
    }
}
