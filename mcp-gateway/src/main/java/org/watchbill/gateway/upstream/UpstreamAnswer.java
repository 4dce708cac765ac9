package org.watchbill.gateway.upstream;

import org.watchbill.gateway.rpc.RpcError;
import tools.jackson.databind.node.ObjectNode;

/** What came of a request to a service. */
public sealed interface UpstreamAnswer {

    record Result(ObjectNode result) implements UpstreamAnswer {}

    record Failed(RpcError error) implements UpstreamAnswer {}

    /** No usable answer; {@code nothingDone} is true when the request certainly never arrived. */
    record Lost(boolean nothingDone) implements UpstreamAnswer {}
}
