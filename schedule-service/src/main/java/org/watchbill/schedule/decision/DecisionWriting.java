package org.watchbill.schedule.decision;

import io.helidon.dbclient.DbTransaction;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.tool.Answer;
import org.watchbill.kit.mcp.tool.Preview;
import org.watchbill.kit.mcp.tool.Tool;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.assignment.Assignments;
import org.watchbill.schedule.request.RequestAnswer;
import org.watchbill.schedule.request.RequestView;
import org.watchbill.schedule.request.ShiftRequest;
import org.watchbill.schedule.request.ShiftRequests;

/** Decides on requests as tools do: what would happen first, then doing it. */
public final class DecisionWriting {

    private final Database database;
    private final DecideRequest decide;
    private final ShiftRequests requests;
    private final Assignments assignments;

    public DecisionWriting(Database database, DecideRequest decide, ShiftRequests requests, Assignments assignments) {
        this.database = database;
        this.decide = decide;
        this.requests = requests;
        this.assignments = assignments;
    }

    /** The handler of a tool whose arguments are an order. */
    <I extends Record> Tool.Writing<I, RequestAnswer> of(Function<I, DecisionOrder> order) {
        return new Tool.Writing<>() {
            @Override
            public Preview preview(Caller caller, I input) {
                return DecisionWriting.this.preview(caller, order.apply(input));
            }

            @Override
            public Answer<RequestAnswer> write(DbTransaction transaction, Caller caller, I input) {
                return DecisionWriting.this.write(transaction, caller, order.apply(input));
            }
        };
    }

    private Preview preview(Caller caller, DecisionOrder order) {
        DecisionCheck check = database.read(reading -> decide.check(reading, caller, order));
        return switch (check) {
            case DecisionCheck.Refused(var refusal, Change.Target target) ->
                new Preview.Refused(refusal, Optional.of(target));
            case DecisionCheck.Allowed(ShiftRequest request, Assignment assignment) ->
                new Preview.Ask(question(
                        order.verdict(),
                        request,
                        assignment,
                        caller.organisation().zone()));
        };
    }

    private Answer<RequestAnswer> write(DbTransaction transaction, Caller caller, DecisionOrder order) {
        return switch (decide.decide(transaction, caller, order)) {
            case DecisionCheck.Refused(var refusal, Change.Target target) ->
                new Answer.Refused<>(refusal, Optional.of(target));
            case DecisionCheck.Allowed(ShiftRequest request, Assignment assignment) ->
                decided(transaction, caller, request, assignment);
        };
    }

    private Answer<RequestAnswer> decided(
            DbTransaction transaction, Caller caller, ShiftRequest request, Assignment assignment) {
        UUID organisation = caller.organisation().id();
        ZoneId zone = caller.organisation().zone();
        ShiftRequest now =
                requests.byId(transaction, organisation, request.id()).orElseThrow();
        Assignment shift =
                assignments.byId(transaction, organisation, assignment.id()).orElseThrow();
        RequestView before = RequestView.of(request, assignment, zone);
        RequestView after = RequestView.of(now, shift, zone);
        String summary = now.state() == ShiftRequest.State.APPLIED
                ? shift.holder().name() + " has the shift now."
                : "The request is denied; " + shift.holder().name() + " keeps the shift.";
        return Answer.changed(
                new RequestAnswer(after, summary),
                new Change(
                        new Change.Target("request", request.id().value().toString()),
                        Optional.of(CanonicalJson.digest(Json.tree(before))),
                        Optional.of(CanonicalJson.digest(Json.tree(after)))));
    }

    private static String question(
            DecisionOrder.Verdict verdict, ShiftRequest request, Assignment assignment, ZoneId zone) {
        String shift =
                "%s, %s".formatted(assignment.title(), assignment.interval().inWords(zone));
        String requester = request.requester().name();
        return switch (verdict) {
            case APPROVE ->
                "Give the shift %s from %s to %s? This takes effect at once."
                        .formatted(
                                shift,
                                requester,
                                request.candidate().orElseThrow().name());
            case DENY ->
                "Deny the request of %s for cover of %s? %s keeps the shift.".formatted(requester, shift, requester);
        };
    }
}
