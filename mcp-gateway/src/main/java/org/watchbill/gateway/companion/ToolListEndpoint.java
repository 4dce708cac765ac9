package org.watchbill.gateway.companion;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.catalogue.Offer;
import org.watchbill.gateway.catalogue.Toolbox;
import org.watchbill.gateway.catalogue.Toolsets;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.door.Door;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /mcp/tools}: {@code {"tools":[...],"count":n}}, all that the caller can use or those of {@code ?toolsets=}. */
public final class ToolListEndpoint implements HttpService {

    public static final String PATH = "/mcp/tools";

    private final Door door;
    private final Challenge challenge;
    private final Catalogue catalogue;

    public ToolListEndpoint(Door door, Challenge challenge, Catalogue catalogue) {
        this.door = door;
        this.challenge = challenge;
        this.catalogue = catalogue;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", door.forBrowsers())
                .get("/", door.guarded(challenge, this::answer))
                .options("/", door.preflight(List.of("GET")));
    }

    private void answer(Arrival arrival, ServerRequest request, ServerResponse response) {
        try {
            Toolsets chosen = arrival.toolsets().names().isEmpty() ? Toolsets.of(List.of("all")) : arrival.toolsets();
            switch (catalogue.tools(arrival.caller().internalToken(), chosen)) {
                case Toolbox.Chosen tools -> send(response, arrival, tools.tools());
                case Toolbox.NoSuchToolset none ->
                    Problems.send(
                            response,
                            Refusal.of(
                                    ErrorCode.INVALID_ARGUMENT,
                                    "There is no toolset " + String.join(", ", none.unknown()) + " among "
                                            + String.join(", ", none.known())));
            }
        } catch (InterruptedException e) {
            throw new CloseConnectionException("The request took too long or the server stops", e);
        }
    }

    private static void send(ServerResponse response, Arrival arrival, List<Offer> tools) {
        ObjectNode body = Json.object();
        ArrayNode listed = body.putArray("tools");
        tools.stream()
                .filter(tool -> tool.policy().isOpenTo(arrival.caller()))
                .map(Offer::definition)
                .forEach(listed::add);
        response.status(Status.OK_200)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(Json.bytes(body.put("count", listed.size())));
    }
}
