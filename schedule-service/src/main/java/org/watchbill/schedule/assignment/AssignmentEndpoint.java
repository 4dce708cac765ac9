package org.watchbill.schedule.assignment;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.Parameters;
import org.watchbill.kit.token.ApiSecurity;
import org.watchbill.kit.token.Caller;

/** {@code /api/v1/assignments}: the published schedule. */
public final class AssignmentEndpoint implements HttpService {

    private static final int DEFAULT_DAYS = 30;

    private final ApiSecurity security;
    private final FindShifts find;
    private final InstantSource time;

    public AssignmentEndpoint(ApiSecurity security, FindShifts find, InstantSource time) {
        this.security = security;
        this.find = find;
        this.time = time;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", security.require("schedule:read", this::list));
    }

    private void list(Caller caller, ServerRequest request, ServerResponse response) {
        Parameters parameters = new Parameters(request);
        ZoneId zone = caller.organisation().zone();
        LocalDate from = parameters
                .date("from")
                .orElseGet(() -> time.instant().atZone(zone).toLocalDate());
        LocalDate to = parameters.date("to").orElseGet(() -> from.plusDays(DEFAULT_DAYS));
        Page<ShiftView> page = find.find(
                        caller.organisation(),
                        Assignments.Selection.of(FindShifts.days(from, to, zone)),
                        parameters.text("cursor").map(Cursor::of).orElse(Cursor.START),
                        parameters.limit())
                .map(assignment -> ShiftView.of(assignment, zone));
        JsonBody.send(response, Status.OK_200, Items.of(page));
    }
}
