package org.watchbill.schedule.imports;

import io.helidon.dbclient.DbTransaction;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.function.Function;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.ApiSecurity;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.bulk.ImportOutcome;
import org.watchbill.schedule.rest.ApiWrites;
import org.watchbill.schedule.rest.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/imports}: files of members, shift types, rosters and calendars, each all or nothing. */
public final class ImportEndpoint implements HttpService {

    private static final String MEMBERS_WRITE = "members:write";
    private static final String SCHEDULE_WRITE = "schedule:write";

    private final ApiSecurity security;
    private final ApiWrites writes;
    private final Importers importers;

    public ImportEndpoint(ApiSecurity security, ApiWrites writes, Importers importers) {
        this.security = security;
        this.writes = writes;
        this.importers = importers;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/members", security.require(MEMBERS_WRITE, this::members))
                .post("/shift-types", security.require(SCHEDULE_WRITE, this::shiftTypes))
                .post("/roster", security.require(SCHEDULE_WRITE, this::roster))
                .post("/calendar", security.require(SCHEDULE_WRITE, this::calendar));
    }

    private void members(Caller caller, ServerRequest request, ServerResponse response) {
        byte[] content = content(request);
        ObjectNode arguments = ImportAnswers.arguments(content);
        run(
                caller,
                request,
                response,
                "import_members",
                arguments,
                transaction -> importers.members().run(transaction, caller.organisation(), content));
    }

    private void shiftTypes(Caller caller, ServerRequest request, ServerResponse response) {
        byte[] content = content(request);
        ObjectNode arguments = ImportAnswers.arguments(content);
        run(
                caller,
                request,
                response,
                "import_shift_types",
                arguments,
                transaction -> importers.shiftTypes().run(transaction, caller.organisation(), content));
    }

    private void roster(Caller caller, ServerRequest request, ServerResponse response) {
        boolean addMembers = new Parameters(request).flag("create_members");
        if (addMembers && !caller.may(MEMBERS_WRITE)) {
            throw new RefusedException(Refusal.of(
                    ErrorCode.INSUFFICIENT_SCOPE, "Adding members takes a token with the scope " + MEMBERS_WRITE));
        }
        byte[] content = content(request);
        ObjectNode arguments = ImportAnswers.arguments(content).put("create_members", addMembers);
        run(
                caller,
                request,
                response,
                "import_roster",
                arguments,
                transaction -> addMembers
                        ? importers.roster().runAddingMembers(transaction, caller.organisation(), content)
                        : importers.roster().run(transaction, caller.organisation(), content));
    }

    private void calendar(Caller caller, ServerRequest request, ServerResponse response) {
        Optional<String> owner = new Parameters(request).text("member");
        byte[] content = content(request);
        ObjectNode arguments = ImportAnswers.arguments(content);
        owner.ifPresent(email -> arguments.put("member", email));
        run(
                caller,
                request,
                response,
                "import_calendar",
                arguments,
                transaction -> owner.isPresent()
                        ? importers.calendar().runFor(owner.get(), transaction, caller.organisation(), content)
                        : importers.calendar().run(transaction, caller.organisation(), content));
    }

    private void run(
            Caller caller,
            ServerRequest request,
            ServerResponse response,
            String operation,
            ObjectNode arguments,
            Function<DbTransaction, ImportOutcome> work) {
        ObjectNode audited = arguments.deepCopy();
        audited.remove("member");
        writes.run(
                caller,
                request,
                response,
                new ApiWrites.Write(
                        operation,
                        arguments,
                        audited,
                        Status.OK_200,
                        transaction -> ImportAnswers.result(caller.organisation(), work.apply(transaction))));
    }

    private static byte[] content(ServerRequest request) {
        return request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    }
}
