package org.watchbill.schedule.workflow;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.completion.Suggestions;
import org.watchbill.kit.mcp.prompt.Prompt;
import org.watchbill.kit.mcp.prompt.PromptArgument;
import org.watchbill.kit.mcp.prompt.PromptMessage;
import org.watchbill.kit.mcp.prompt.PromptSpec;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.assignment.ShiftView;
import org.watchbill.schedule.board.BoardResources;
import org.watchbill.schedule.board.BoardUris;
import org.watchbill.schedule.board.FindMemberShifts;

/** The prompt for finding somebody who takes a shift of one's own. */
public final class CoveragePrompt {

    private static final String DATE = "date";
    private static final String SHIFT = "shift";
    private static final String STEPS = """
            Help the person who is signed in to find somebody who takes one of their shifts. Their shifts of the next two \
            weeks are attached; get_my_shifts has later ones.

            1. Find the shift: the one that fits the date and shift they asked for. If none or several fit, or nothing was \
            asked for, show their coming shifts and ask which one. Say back the shift with its date and local times.
            2. Look whether it is asked for already: get_pending_requests. If so, say how that request stands and stop.
            3. Look who could take it: get_team_members for the members of their teams, get_current_schedule with the \
            shift's date for who is on call that day, and with `at` in the hours around the shift for who would come from \
            or go to another one. Propose at most three people who are off, with the reason for each. You cannot know \
            their private plans: the person has to ask them.
            4. Ask the person whom to name, or whether to leave the request open, and which reason to give, if any. A \
            reason is in their own words; do not make one up.
            5. Only then call submit_coverage_request with `assignment_id`, `candidate_id` and `reason`. The client may \
            ask the person to confirm.
            6. Say what happens next: an administrator has to approve, and until then the shift stays theirs. A request \
            without a candidate stays open until somebody is found.
            """;

    private final FindMemberShifts shifts;

    public CoveragePrompt(FindMemberShifts shifts) {
        this.shifts = shifts;
    }

    public Prompt prompt() {
        PromptSpec spec = new PromptSpec(
                "find_coverage",
                "Find cover for my shift",
                "Helps you find somebody who takes one of your own shifts: looks at the shift, looks who is off, and asks"
                        + " for cover once you have chosen. An administrator has to approve.",
                List.of(
                        PromptArgument.optional(
                                DATE,
                                "Date",
                                "The local date on which the shift starts, such as 2026-12-24",
                                (caller, typed, others) -> suggest(
                                        caller,
                                        typed,
                                        shift -> Stream.of(shift.date().toString()))),
                        PromptArgument.optional(
                                SHIFT,
                                "Shift",
                                "The shift's code or name",
                                (caller, typed, others) -> suggest(caller, typed, shift -> names(shift, others)))),
                BoardResources.SCHEDULE);
        return new Prompt(spec, this::messages);
    }

    private List<PromptMessage> messages(Caller caller, Map<String, String> arguments) {
        checkDate(arguments.getOrDefault(DATE, ""));
        return List.of(
                Steps.instruction(STEPS, Json.tree(arguments)),
                Steps.data(BoardUris.OWN_SHIFTS, shifts.ofCaller(caller)));
    }

    private static void checkDate(String date) {
        try {
            if (!date.isEmpty()) {
                LocalDate.parse(date);
            }
        } catch (DateTimeParseException e) {
            throw new RefusedException(Refusal.invalid(DATE, "The date is not written as in 2026-12-24"));
        }
    }

    private Suggestions suggest(Caller caller, String typed, Function<ShiftView, Stream<String>> values) {
        String part = typed.strip().toLowerCase(Locale.ROOT);
        try {
            return Suggestions.of(shifts.ofCaller(caller).shifts().stream()
                    .flatMap(values)
                    .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(part))
                    .distinct()
                    .toList());
        } catch (RefusedException unknown) {
            return Suggestions.NONE;
        }
    }

    private static Stream<String> names(ShiftView shift, Map<String, String> others) {
        String date = others.getOrDefault(DATE, "");
        return date.isEmpty() || shift.date().toString().equals(date)
                ? Stream.concat(shift.code().stream(), Stream.of(shift.shift()))
                : Stream.empty();
    }
}
