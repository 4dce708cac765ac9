package org.watchbill.gateway.call;

import java.util.Map;
import org.watchbill.gateway.rpc.RpcError;

/** The methods that both eras share, by name. */
public final class Methods {

    private final Map<String, Method> byName;

    public Methods(Map<String, Method> byName) {
        this.byName = Map.copyOf(byName);
    }

    public Outcome answer(Call call) throws InterruptedException {
        Method method = byName.get(call.method());
        return method == null ? new Outcome.Failed(RpcError.methodNotFound(call.method())) : method.answer(call);
    }
}
