package org.watchbill.kit.rest;

import io.helidon.dbclient.DbTransaction;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.UUID;
import java.util.function.Function;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.PlainText;
import org.watchbill.kit.page.Identifiers;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request for an {@link Operation}, read as that allows; whatever it does not throws {@link RefusedException}. */
public final class RestRequest {

    private final Operation operation;
    private final ServerRequest request;
    private final Parameters parameters;
    private final JsonNode body;
    private final Bodies bodies;

    RestRequest(Operation operation, ServerRequest request, Bodies bodies) {
        this.operation = operation;
        this.request = request;
        this.bodies = bodies;
        this.parameters = Parameters.of(request, operation.input().queryNames());
        this.body = bodies.tree(operation, request);
    }

    /** The id in the path; one that cannot be an id is not found. */
    public UUID id() {
        return Identifiers.uuid(idText()).orElseThrow(RestRequest::nothing);
    }

    /** The same where ids are any text. */
    public String idText() {
        String id = request.path().pathParameters().get("id");
        if (!PlainText.isPlain(id)) {
            throw nothing();
        }
        return id;
    }

    private static RefusedException nothing() {
        return new RefusedException(
                Refusal.of(ErrorCode.NOT_FOUND, "There is nothing with this id in the organisation"));
    }

    public Parameters query() {
        return parameters;
    }

    /** The body, within the bounds of {@code type}. */
    public <T extends Record> T body(Class<T> type) {
        return bodies.read(body, type);
    }

    /** The versions that {@code If-Match} names, which there must be. */
    public ExpectedVersions expected() {
        return EntityTags.expected(request.headers());
    }

    /** The write that was asked for; {@code audited} is what of it may stand in the audit log. */
    public ApiWrites.Write write(JsonNode audited, Function<DbTransaction, CommandResult> work) {
        ObjectNode arguments = Json.object();
        arguments.set("body", body);
        if (operation.hasId()) {
            arguments.put("id", idText());
        }
        request.headers().first(HeaderNames.IF_MATCH).ifPresent(tags -> arguments.put("if_match", tags));
        return new ApiWrites.Write(
                arguments, audited, Status.create(operation.output().status()), work);
    }
}
