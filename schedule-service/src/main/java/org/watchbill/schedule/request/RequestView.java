package org.watchbill.schedule.request;

import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.assignment.ShiftView;
import org.watchbill.schedule.clock.Moment;
import org.watchbill.schedule.member.PersonView;

/** A request as answers show it. */
public record RequestView(
        @Describe("Identifies the request, as request_id elsewhere")
        UUID id,

        ShiftRequest.Kind kind,

        @Describe("open: nobody is named who would take the shift; pending_approval: an administrator must decide")
        ShiftRequest.State state,

        @Describe("Goes up with every change of the request")
        long version,

        @Describe("The shift, with who has it now") ShiftView shift,
        @Describe("Whose shift the request is about") PersonView requester,
        @Describe("Who would take the shift") Optional<PersonView> candidate,
        Optional<FreeText> reason,
        Optional<FreeText> decisionNote,
        Moment created) {

    public static RequestView of(ShiftRequest request, Assignment assignment, ZoneId zone) {
        return new RequestView(
                request.id().value(),
                request.kind(),
                request.state(),
                request.version(),
                ShiftView.of(assignment, zone),
                person(request.requester()),
                request.candidate().map(RequestView::person),
                request.reason().map(text -> new FreeText("reason for the request", text)),
                request.decisionNote().map(text -> new FreeText("note on the decision", text)),
                Moment.of(request.createdAt(), zone));
    }

    private static PersonView person(Assignment.Holder holder) {
        return new PersonView(holder.id().value(), holder.name());
    }
}
