package org.watchbill.kit.rest;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Challenges;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What goes back: the entity tag is the member {@code version} of the answer, the location of a new row its {@code id}. */
final class Answers {

    private Answers() {}

    /** {@code collection} is the path under which a row that was made is found. */
    static void send(ServerResponse response, Status status, Optional<String> collection, JsonNode answer) {
        if (answer.path("version").isIntegralNumber()) {
            response.header(
                    HeaderNames.ETAG, EntityTags.of(answer.path("version").longValue()));
        }
        if (status.equals(Status.CREATED_201)) {
            collection.ifPresent(path -> response.header(
                    HeaderNames.LOCATION, path + "/" + answer.path("id").stringValue()));
        }
        if (status.equals(Status.NO_CONTENT_204)) {
            response.status(status).send();
        } else {
            JsonBody.send(response, status, answer);
        }
    }

    static void refuse(ServerResponse response, String scope, Refusal refusal) {
        if (refusal.code() == ErrorCode.INSUFFICIENT_SCOPE) {
            Challenges.insufficient(response, scope);
        } else {
            refuse(response, refusal);
        }
    }

    /** As {@link Problems} does; the problems of single lines of a file are a member of their own. */
    private static void refuse(ServerResponse response, Refusal refusal) {
        Optional<JsonNode> errors =
                refusal.current().map(current -> current.path("errors")).filter(JsonNode::isArray);
        if (errors.isEmpty()) {
            Problems.send(response, refusal);
            return;
        }
        Status status = Status.create(refusal.code().status());
        ObjectNode problem = Json.object()
                .put("type", "about:blank")
                .put("title", status.reasonPhrase())
                .put("status", status.code())
                .put("detail", refusal.message())
                .put("code", refusal.code().text());
        problem.set("errors", errors.get());
        response.status(status)
                .header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/problem+json"))
                .send(Json.bytes(problem));
    }
}
