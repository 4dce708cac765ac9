package org.watchbill.schedule.member;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.Parameters;
import org.watchbill.kit.token.ApiSecurity;
import org.watchbill.kit.token.Caller;

/** {@code /api/v1/members}: the directory, with contacts. */
public final class MemberEndpoint implements HttpService {

    private final ApiSecurity security;
    private final ApiWrites writes;
    private final FindMembers find;
    private final AddMember add;

    public MemberEndpoint(ApiSecurity security, ApiWrites writes, FindMembers find, AddMember add) {
        this.security = security;
        this.writes = writes;
        this.find = find;
        this.add = add;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", security.require("members:read", this::list))
                .post("/", writes.handler("add_member", "members:write", this::add));
    }

    private void list(Caller caller, ServerRequest request, ServerResponse response) {
        Parameters parameters = new Parameters(request);
        MemberList found = find.find(
                caller.organisation(),
                new MemberList.Question(
                        parameters.text("query"),
                        Optional.empty(),
                        Optional.of(true),
                        parameters.text("cursor"),
                        Optional.of(parameters.limit())));
        JsonBody.send(response, Status.OK_200, new Items<>(found.members(), found.nextCursor()));
    }

    private ApiWrites.Write add(Caller caller, ServerRequest request) {
        NewMember member = JsonBody.read(request, NewMember.class);
        return new ApiWrites.Write(
                Json.tree(member),
                Json.object(),
                Status.CREATED_201,
                transaction -> add.run(transaction, caller.organisation(), member));
    }
}
