package org.watchbill.gateway.call;

import java.util.HashMap;
import java.util.Map;
import org.watchbill.gateway.rpc.RpcError;

/** The methods that both eras share, by name. */
public final class Methods {

    private final Map<String, Method> byName;

    public Methods(Map<String, Method> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** These and more. */
    public Methods with(Map<String, Method> more) {
        Map<String, Method> all = new HashMap<>(byName);
        all.putAll(more);
        return new Methods(all);
    }

    public Outcome answer(Call call) throws InterruptedException {
        Method method = byName.get(call.method());
        return method == null ? new Outcome.Failed(RpcError.methodNotFound(call.method())) : method.answer(call);
    }
}
