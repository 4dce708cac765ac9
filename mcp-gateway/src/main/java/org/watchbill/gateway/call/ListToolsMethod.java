package org.watchbill.gateway.call;

import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.catalogue.CatalogueTool;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tools/list}: the tools that the caller's role can ever use, on one page. */
public final class ListToolsMethod implements Method {

    private final Catalogue catalogue;

    public ListToolsMethod(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Outcome answer(Call call) throws InterruptedException {
        if (call.params().has("cursor")) {
            return new Outcome.Failed(RpcError.of(RpcError.INVALID_PARAMS, "There is no such page"));
        }
        ObjectNode result = Json.object();
        ArrayNode tools = result.putArray("tools");
        catalogue.tools(call.caller().internalToken()).stream()
                .filter(tool -> call.caller().admin() || !tool.adminOnly())
                .map(CatalogueTool::definition)
                .forEach(tools::add);
        return new Outcome.Result(result);
    }
}
