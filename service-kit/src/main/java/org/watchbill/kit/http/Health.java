package org.watchbill.kit.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import org.watchbill.kit.json.Json;

/** The health pages: a short one for everybody, one with every readiness check for operators. */
final class Health {

    static final String PUBLIC_PATH = "/health";
    static final String INTERNAL_PATH = "/observe/health";

    private record Brief(String status, String service, String version) {}

    private record Complete(String status, String service, String version, List<Check> checks) {}

    private record Check(String name, String status) {}

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
        boolean ready = checks().stream().allMatch(check -> check.status().equals("ok"));
        send(response, ready, new Brief(ready ? "ok" : "unavailable", service, version));
    }

    void answerFull(ServerRequest request, ServerResponse response) {
        List<Check> checks = checks();
        boolean ready = checks.stream().allMatch(check -> check.status().equals("ok"));
        send(response, ready, new Complete(ready ? "ok" : "unavailable", service, version, checks));
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("running", stopping ? "stopping" : "ok"));
        for (Readiness check : readiness) {
            checks.add(new Check(check.name(), holds(check) ? "ok" : "failed"));
        }
        return checks;
    }

    private static boolean holds(Readiness check) {
        try {
            return check.holds().getAsBoolean();
        } catch (RuntimeException notReady) {
            return false;
        }
    }

    private static void send(ServerResponse response, boolean ready, Object body) {
        response.status(ready ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(Json.bytes(body));
    }
}
