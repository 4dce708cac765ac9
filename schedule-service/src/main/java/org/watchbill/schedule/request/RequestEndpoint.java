package org.watchbill.schedule.request;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.Parameters;
import org.watchbill.kit.token.ApiSecurity;
import org.watchbill.kit.token.Caller;

/** {@code /api/v1/requests}: the requests that wait. */
public final class RequestEndpoint implements HttpService {

    private final ApiSecurity security;
    private final FindRequests find;

    public RequestEndpoint(ApiSecurity security, FindRequests find) {
        this.security = security;
        this.find = find;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", security.require("requests:read", this::list));
    }

    private void list(Caller caller, ServerRequest request, ServerResponse response) {
        Parameters parameters = new Parameters(request);
        PendingRequests found = find.find(
                caller,
                new PendingRequests.Question(
                        Optional.empty(),
                        Optional.empty(),
                        parameters.date("from"),
                        parameters.date("to"),
                        parameters.text("cursor")));
        JsonBody.send(response, Status.OK_200, new Items<>(found.requests(), found.nextCursor()));
    }
}
