package org.watchbill.schedule.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.prompt.Prompt;
import org.watchbill.kit.mcp.prompt.PromptArgument;
import org.watchbill.kit.mcp.prompt.PromptMessage;
import org.watchbill.kit.mcp.prompt.PromptSpec;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.board.BoardResources;
import org.watchbill.schedule.board.BoardUris;
import org.watchbill.schedule.board.FindBoard;
import org.watchbill.schedule.board.Names;
import org.watchbill.schedule.board.OnCallBoard;
import org.watchbill.schedule.request.FindRequests;
import org.watchbill.schedule.request.PendingRequests;

/** The prompt for a hand-over: who hands over to whom, what is pending, and where nobody is on call. */
public final class HandOverPrompt {

    private static final String TEAM = "team";
    private static final String STEPS = """
            Write a hand-over summary for the people who go off and come on call. The schedule as it is now is attached, \
            and so are the requests that wait, if the person may see them. If this is more than a few minutes old, ask \
            get_current_schedule and get_pending_requests again.

            Keep it short enough to be read aloud, in this order:
            1. Who hands over to whom: for each shift in `on_call`, who has it and until when, and who has the same shift \
            in `next`, from when. Say so plainly if the next one starts later than the present one ends.
            2. What is pending: each request with whose shift it is about, when that is, who would take it, and who has \
            to act. `open` lacks somebody who would take it; `pending_approval` waits for an administrator.
            3. Gaps: each stretch in `gaps`, in which nobody is on call. For one team this means nobody of that team; \
            another team may be on call then, so call it a gap of the team, not a mistake.
            4. Questions that the people who hand over should answer, only where the data leave something open.

            Say in one sentence where a list is empty. If requests are not attached, say that they were not looked at. \
            This is a summary: change nothing and call no tool that writes.
            """;

    private final FindBoard boards;
    private final FindRequests requests;
    private final Names names;

    public HandOverPrompt(FindBoard boards, FindRequests requests, Names names) {
        this.boards = boards;
        this.requests = requests;
        this.names = names;
    }

    public Prompt prompt() {
        PromptSpec spec = new PromptSpec(
                "hand_over_summary",
                "Hand-over summary",
                "Sums up a hand-over from the schedule as it is now: who hands over to whom, which requests wait, and when"
                        + " nobody is on call until the end of the day after tomorrow. Changes nothing.",
                List.of(PromptArgument.optional(
                        TEAM, "Team", "The name of one team; everybody when left out", names::teams)),
                BoardResources.SCHEDULE);
        return new Prompt(spec, this::messages);
    }

    private List<PromptMessage> messages(Caller caller, Map<String, String> arguments) {
        List<PromptMessage> messages = new ArrayList<>();
        messages.add(Steps.instruction(STEPS, Json.tree(arguments)));
        OnCallBoard board = board(caller, arguments);
        messages.add(Steps.data(board.team().map(BoardUris::team).orElse(BoardUris.SCHEDULE), board));
        pending(caller).ifPresent(found -> messages.add(Steps.data(BoardUris.PENDING, found)));
        return messages;
    }

    private OnCallBoard board(Caller caller, Map<String, String> arguments) {
        if (!arguments.containsKey(TEAM)) {
            return boards.ofOrganisation(caller);
        }
        return boards.ofTeam(caller, arguments.getOrDefault(TEAM, ""))
                .orElseThrow(() -> new RefusedException(Refusal.invalid(TEAM, "There is no team of this name")));
    }

    /** Nothing for callers who may not see requests, or whom the roster does not know. */
    private Optional<PendingRequests> pending(Caller caller) {
        if (!caller.may(BoardResources.REQUESTS.scope())) {
            return Optional.empty();
        }
        try {
            return Optional.of(requests.find(caller, PendingRequests.Question.ALL));
        } catch (RefusedException unknown) {
            return Optional.empty();
        }
    }
}
