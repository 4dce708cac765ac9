package org.watchbill.schedule.coverage;

import io.helidon.dbclient.DbTransaction;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.tool.Answer;
import org.watchbill.kit.mcp.tool.Preview;
import org.watchbill.kit.mcp.tool.Tool;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.request.RequestAnswer;
import org.watchbill.schedule.request.RequestView;
import org.watchbill.schedule.request.ShiftRequest;
import org.watchbill.schedule.request.ShiftRequests;

/** Asks for cover as a tool does: what would happen first, then doing it. */
public final class CoverageWriting implements Tool.Writing<CoverageWish, RequestAnswer> {

    private final Database database;
    private final SubmitCoverageRequest submit;
    private final ShiftRequests requests;

    public CoverageWriting(Database database, SubmitCoverageRequest submit, ShiftRequests requests) {
        this.database = database;
        this.submit = submit;
        this.requests = requests;
    }

    @Override
    public Preview preview(Caller caller, CoverageWish wish) {
        CoverageDecision decision = database.read(reading -> submit.check(reading, caller, wish));
        return switch (decision) {
            case CoverageDecision.Refused(var refusal, var target) -> new Preview.Refused(refusal, target);
            case CoverageDecision.Allowed allowed ->
                new Preview.Ask(question(allowed, caller.organisation().zone()));
        };
    }

    @Override
    public Answer<RequestAnswer> write(DbTransaction transaction, Caller caller, CoverageWish wish) {
        ShiftRequest.Id id = ShiftRequest.Id.fresh();
        return switch (submit.submit(transaction, caller, wish, id)) {
            case CoverageDecision.Refused(var refusal, var target) -> new Answer.Refused<>(refusal, target);
            case CoverageDecision.Allowed(Assignment assignment, var candidate) ->
                submitted(transaction, caller, id, assignment);
        };
    }

    private Answer<RequestAnswer> submitted(
            DbTransaction transaction, Caller caller, ShiftRequest.Id id, Assignment assignment) {
        UUID organisation = caller.organisation().id();
        ShiftRequest request = requests.byId(transaction, organisation, id).orElseThrow();
        RequestView view =
                RequestView.of(request, assignment, caller.organisation().zone());
        String summary = request.candidate()
                .map(holder -> "The request waits for an administrator, who decides whether " + holder.name()
                        + " takes the shift.")
                .orElse("The request is open: nobody is named yet who would take the shift.");
        return Answer.changed(
                new RequestAnswer(view, summary),
                new Change(
                        new Change.Target("request", id.value().toString()),
                        Optional.empty(),
                        Optional.of(CanonicalJson.digest(Json.tree(view)))));
    }

    private static String question(CoverageDecision.Allowed allowed, ZoneId zone) {
        Assignment assignment = allowed.assignment();
        String shift = "%s of %s, %s"
                .formatted(
                        assignment.title(),
                        assignment.holder().name(),
                        assignment.interval().inWords(zone));
        return allowed.candidate()
                .map(member -> "Ask that %s take the shift %s? An administrator has to approve it."
                        .formatted(member.name(), shift))
                .orElse("Ask that somebody take the shift %s? The request stays open until somebody is found."
                        .formatted(shift));
    }
}
