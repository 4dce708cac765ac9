package org.watchbill.gateway.relay;

import java.util.Map;
import java.util.Optional;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.call.Method;
import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.task.SealedTask;
import org.watchbill.gateway.task.TaskExtension;
import org.watchbill.gateway.task.TaskSeals;
import org.watchbill.gateway.task.TaskView;
import org.watchbill.gateway.upstream.Upstream;
import org.watchbill.gateway.upstream.UpstreamAnswer;
import org.watchbill.gateway.upstream.UpstreamRequest;
import org.watchbill.gateway.upstream.Upstreams;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tasks/get}, {@code tasks/update} and {@code tasks/cancel}: to the service that has the task. */
public final class TaskMethod implements Method {

    private static final EventLog LOG = EventLog.named(TaskMethod.class.getName());
    private static final String GET = "tasks/get";
    private static final String UPDATE = "tasks/update";

    private final Upstreams upstreams;
    private final TaskSeals seals;

    private TaskMethod(Upstreams upstreams, TaskSeals seals) {
        this.upstreams = upstreams;
        this.seals = seals;
    }

    /** The three methods by name. */
    public static Map<String, Method> all(Upstreams upstreams, TaskSeals seals) {
        TaskMethod method = new TaskMethod(upstreams, seals);
        return Map.of(GET, method, UPDATE, method, "tasks/cancel", method);
    }

    @Override
    public Outcome answer(Call call) throws InterruptedException {
        Optional<RpcError> undeclared = TaskExtension.undeclared(call.client().clientCapabilities());
        if (undeclared.isPresent()) {
            return new Outcome.Failed(undeclared.get());
        }
        if (call.method().equals(UPDATE)
                && !call.params().path("inputResponses").isObject()) {
            return Relay.invalid("inputResponses must be an object");
        }
        Optional<SealedTask> task = seals.open(
                call.params().path("taskId").stringValue(""), call.caller().principal());
        Optional<Upstream> owner = task.flatMap(this::owner);
        return task.isPresent() && owner.isPresent() ? forward(call, task.get(), owner.get()) : unknown();
    }

    private Optional<Upstream> owner(SealedTask task) {
        return upstreams.all().stream()
                .filter(upstream -> upstream.name().equals(task.upstream()))
                .findFirst();
    }

    /** Every one of these may be asked twice: answers that were given are not taken again, a cancelled task stays so. */
    private static Outcome forward(Call call, SealedTask task, Upstream owner) throws InterruptedException {
        ObjectNode params = ForwardedParams.of(call).put("taskId", task.ownId());
        UpstreamRequest request = new UpstreamRequest(
                call.method(),
                Optional.of(task.ownId()),
                Map.of(),
                params,
                call.caller().internalToken(),
                true);
        return switch (owner.ask(request)) {
            case UpstreamAnswer.Result(ObjectNode result) ->
                call.method().equals(GET) ? shown(call, result, task) : new Outcome.Result(Json.object());
            case UpstreamAnswer.Failed(RpcError error) -> failed(error, owner);
            case UpstreamAnswer.Lost lost -> Unavailable.of("task");
        };
    }

    private static Outcome shown(Call call, ObjectNode result, SealedTask task) {
        if (!result.path("status").isString()) {
            return Relay.unknownAnswer();
        }
        JsonNode capabilities = call.client().clientCapabilities();
        return InputRequestRules.unmet(result, capabilities)
                .<Outcome>map(Outcome.Failed::new)
                .orElseGet(() -> new Outcome.Result(TaskView.of(result, task)));
    }

    private static Outcome failed(RpcError error, Upstream owner) {
        if (error.code() == RpcError.INVALID_PARAMS) {
            return unknown();
        }
        LOG.warning(
                "upstream fails a request about a task",
                Field.of("upstream", owner.name()),
                Field.of("code", error.code()));
        return new Outcome.Failed(RpcError.of(RpcError.INTERNAL, "The service behind this task failed"));
    }

    /** The same for a task that never was, is no more or is somebody else's. */
    private static Outcome unknown() {
        return Relay.invalid("There is no task of this id");
    }
}
