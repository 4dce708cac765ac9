package org.watchbill.gateway.listen;

import java.util.Optional;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** The notifications that listeners get, made here from nothing. */
final class ChangeNotice {

    static final String RESOURCE_UPDATED = "notifications/resources/updated";
    static final String TASK = "notifications/tasks";

    private ChangeNotice() {}

    static ObjectNode listChanged(Kind kind) {
        return Json.object().put("jsonrpc", "2.0").put("method", method(kind));
    }

    static ObjectNode updated(String uri) {
        return of(RESOURCE_UPDATED, Json.object().put("uri", uri));
    }

    /** {@code task} is all that a client may see of it, under the id that the listener knows. */
    static ObjectNode task(ObjectNode task) {
        return of(TASK, task);
    }

    /** The list of whose change a method tells. */
    static Optional<Kind> listOf(String method) {
        return Interest.LISTS.stream()
                .filter(kind -> method(kind).equals(method))
                .findFirst();
    }

    private static String method(Kind kind) {
        return "notifications/" + kind.member() + "/list_changed";
    }

    private static ObjectNode of(String method, ObjectNode params) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", method);
        message.set("params", params);
        return message;
    }
}
