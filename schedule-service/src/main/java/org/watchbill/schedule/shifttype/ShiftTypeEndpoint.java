package org.watchbill.schedule.shifttype;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.token.ApiSecurity;
import org.watchbill.kit.token.Caller;

/** {@code /api/v1/shift-types}. */
public final class ShiftTypeEndpoint implements HttpService {

    private final ApiSecurity security;
    private final ApiWrites writes;
    private final Database database;
    private final ShiftTypes shiftTypes;
    private final AddShiftType add;

    public ShiftTypeEndpoint(
            ApiSecurity security, ApiWrites writes, Database database, ShiftTypes shiftTypes, AddShiftType add) {
        this.security = security;
        this.writes = writes;
        this.database = database;
        this.shiftTypes = shiftTypes;
        this.add = add;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", security.require("schedule:read", this::list))
                .post("/", writes.handler("add_shift_type", "schedule:write", this::add));
    }

    private void list(Caller caller, ServerRequest request, ServerResponse response) {
        List<ShiftTypeView> types =
                database
                        .read(reading ->
                                shiftTypes.all(reading, caller.organisation().id()))
                        .stream()
                        .map(ShiftTypeView::of)
                        .toList();
        JsonBody.send(response, Status.OK_200, new Items<>(types, Optional.empty()));
    }

    private ApiWrites.Write add(Caller caller, ServerRequest request) {
        AddShiftType.Draft draft = JsonBody.read(request, AddShiftType.Draft.class);
        return new ApiWrites.Write(
                Json.tree(draft),
                Json.tree(draft),
                Status.CREATED_201,
                transaction -> add.run(transaction, caller.organisation(), draft));
    }
}
