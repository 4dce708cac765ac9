package org.watchbill.schedule.imports;

import io.helidon.dbclient.DbTransaction;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.function.Function;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Parameters;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.bulk.ImportOutcome;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/imports}: files of members, shift types, rosters and calendars, each all or nothing. */
public final class ImportEndpoint implements HttpService {

    private static final String MEMBERS_WRITE = "members:write";
    private static final String SCHEDULE_WRITE = "schedule:write";

    private final ApiWrites writes;
    private final Importers importers;

    public ImportEndpoint(ApiWrites writes, Importers importers) {
        this.writes = writes;
        this.importers = importers;
    }

    @Override
    public void routing(HttpRules rules) {
        Handler roster = writes.handler("import_roster", SCHEDULE_WRITE, this::roster);
        Handler addingMembers = writes.handler("import_roster", SCHEDULE_WRITE + " " + MEMBERS_WRITE, this::roster);
        rules.post("/members", writes.handler("import_members", MEMBERS_WRITE, this::members))
                .post("/shift-types", writes.handler("import_shift_types", SCHEDULE_WRITE, this::shiftTypes))
                .post("/roster", (request, response) -> {
                    boolean addMembers = request.query()
                            .first("create_members")
                            .filter("true"::equals)
                            .isPresent();
                    (addMembers ? addingMembers : roster).handle(request, response);
                })
                .post("/calendar", writes.handler("import_calendar", SCHEDULE_WRITE, this::calendar));
    }

    private ApiWrites.Write members(Caller caller, ServerRequest request) {
        byte[] content = content(request);
        return write(
                caller,
                ImportAnswers.arguments(content),
                transaction -> importers.members().run(transaction, caller.organisation(), content));
    }

    private ApiWrites.Write shiftTypes(Caller caller, ServerRequest request) {
        byte[] content = content(request);
        return write(
                caller,
                ImportAnswers.arguments(content),
                transaction -> importers.shiftTypes().run(transaction, caller.organisation(), content));
    }

    private ApiWrites.Write roster(Caller caller, ServerRequest request) {
        boolean addMembers = new Parameters(request).flag("create_members");
        byte[] content = content(request);
        return write(
                caller,
                ImportAnswers.arguments(content).put("create_members", addMembers),
                transaction -> addMembers
                        ? importers.roster().runAddingMembers(transaction, caller.organisation(), content)
                        : importers.roster().run(transaction, caller.organisation(), content));
    }

    private ApiWrites.Write calendar(Caller caller, ServerRequest request) {
        Optional<String> owner = new Parameters(request).text("member");
        byte[] content = content(request);
        ObjectNode arguments = ImportAnswers.arguments(content);
        owner.ifPresent(email -> arguments.put("member", email));
        return write(
                caller,
                arguments,
                transaction -> owner.isPresent()
                        ? importers.calendar().runFor(owner.get(), transaction, caller.organisation(), content)
                        : importers.calendar().run(transaction, caller.organisation(), content));
    }

    private static ApiWrites.Write write(
            Caller caller, ObjectNode arguments, Function<DbTransaction, ImportOutcome> work) {
        ObjectNode audited = arguments.deepCopy();
        audited.remove("member");
        return new ApiWrites.Write(
                arguments,
                audited,
                Status.OK_200,
                transaction -> ImportAnswers.result(caller.organisation(), work.apply(transaction)));
    }

    private static byte[] content(ServerRequest request) {
        return request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    }
}
