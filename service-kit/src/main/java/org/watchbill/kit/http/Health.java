package org.watchbill.kit.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.watchbill.kit.json.Json;

/** The health pages: a short one for everybody, one with every readiness check for operators. */
final class Health {

    static final String PUBLIC_PATH = "/health";
    static final String INTERNAL_PATH = "/observe/health";

    private record Brief(String status, String service, String version) {}

    private record Complete(String status, String service, String version, List<Check> checks) {}

    private record Check(String name, String status) {}

    private enum State {
        OK,
        DEGRADED,
        UNAVAILABLE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String service;
    private final String version;
    private final List<Readiness> readiness;
    private volatile boolean stopping;

    Health(String service, List<Readiness> readiness) {
        this.service = service;
        this.version = Version.text();
        this.readiness = readiness;
    }

    static boolean isProbe(ServerRequest request) {
        String path = request.path().path();
        return path.equals(PUBLIC_PATH) || path.startsWith("/observe/");
    }

    void stopping() {
        stopping = true;
    }

    void answerShort(ServerRequest request, ServerResponse response) {
        State state = state(failing());
        send(response, state, new Brief(state.text(), service, version));
    }

    void answerFull(ServerRequest request, ServerResponse response) {
        Set<Readiness> failing = failing();
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("running", stopping ? "stopping" : "ok"));
        readiness.forEach(check -> checks.add(new Check(check.name(), failing.contains(check) ? "failed" : "ok")));
        State state = state(failing);
        send(response, state, new Complete(state.text(), service, version, checks));
    }

    private State state(Set<Readiness> failing) {
        if (stopping || failing.stream().anyMatch(Readiness::required)) {
            return State.UNAVAILABLE;
        }
        return failing.isEmpty() ? State.OK : State.DEGRADED;
    }

    private Set<Readiness> failing() {
        return readiness.stream().filter(check -> !holds(check)).collect(Collectors.toSet());
    }

    private static boolean holds(Readiness check) {
        try {
            return check.holds().getAsBoolean();
        } catch (RuntimeException notReady) {
            return false;
        }
    }

    private static void send(ServerResponse response, State state, Object body) {
        response.status(state == State.UNAVAILABLE ? Status.SERVICE_UNAVAILABLE_503 : Status.OK_200)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(Json.bytes(body));
    }
}
