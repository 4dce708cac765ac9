package org.watchbill.gateway.modern;

import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.call.Calls;
import org.watchbill.gateway.call.Methods;
import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.rpc.Journal;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Stateless requests: each carries revision, capabilities and everything else that it needs. */
public final class ModernEra {

    private static final String REVISION = "2026-07-28";

    private final Calls calls;
    private final Methods methods;
    private final ParamHeaderCheck paramHeaders;
    private final DiscoverMethod discover;
    private final ListenMethod listen;
    private final ModernAnswers answers;

    public ModernEra(
            Calls calls,
            Methods methods,
            ParamHeaderCheck paramHeaders,
            DiscoverMethod discover,
            ListenMethod listen,
            ModernAnswers answers) {
        this.calls = calls;
        this.methods = methods;
        this.paramHeaders = paramHeaders;
        this.discover = discover;
        this.listen = listen;
        this.answers = answers;
    }

    /** Whether a version names this or a later revision; revisions are dates. */
    public static boolean isModern(String version) {
        return version.matches("\\d{4}-\\d{2}-\\d{2}") && version.compareTo(REVISION) >= 0;
    }

    public Reply answer(Arrival arrival, RpcMessage.Invocation message) {
        if (!(message instanceof RpcMessage.Request request)) {
            return new Reply.Accepted();
        }
        refuse(request, Envelope.fault(request));
        Envelope envelope = Envelope.of(request);
        McpHeaders headers = arrival.headers();
        refuse(request, ModernHeaderRules.contradiction(headers, request, envelope.version()));
        refuse(request, unserved(envelope.version()));
        refuse(request, ModernHeaderRules.omission(headers, request));
        refuse(request, Envelope.unknownLogLevel(request), 200);
        if (request.method().equals(ListenMethod.NAME)) {
            return listen.answer(arrival, request, envelope.client().clientCapabilities());
        }
        return new Reply.Pending(
                notices -> answer(
                        request, arrival, calls.of(request, request.params(), envelope.client(), arrival, notices)),
                Journal.NONE);
    }

    private Reply.Message answer(RpcMessage.Request request, Arrival arrival, Call call) throws InterruptedException {
        if (call.method().equals(DiscoverMethod.NAME)) {
            return answers.of(
                    request,
                    new Outcome.Result(discover.answer(REVISION, call.caller().internalToken())),
                    arrival.challenge());
        }
        Optional<RpcError> fault = paramHeaders.fault(arrival.headers(), call);
        return fault.isPresent()
                ? Reply.error(400, request.id(), fault.get())
                : answers.of(request, methods.answer(call), arrival.challenge());
    }

    private static void refuse(RpcMessage.Request request, Optional<RpcError> error) {
        refuse(request, error, 400);
    }

    private static void refuse(RpcMessage.Request request, Optional<RpcError> error, int status) {
        error.ifPresent(found -> {
            throw RpcException.of(request, status, found);
        });
    }

    private static Optional<RpcError> unserved(String version) {
        if (version.equals(REVISION)) {
            return Optional.empty();
        }
        ObjectNode data = Json.object();
        data.putArray("supported").add(REVISION);
        data.put("requested", version);
        return Optional.of(
                RpcError.of(RpcError.UNSUPPORTED_VERSION, "This protocol revision is not served statelessly", data));
    }
}
