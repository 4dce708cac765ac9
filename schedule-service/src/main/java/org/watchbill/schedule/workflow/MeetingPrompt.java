package org.watchbill.schedule.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.completion.Completer;
import org.watchbill.kit.mcp.prompt.Prompt;
import org.watchbill.kit.mcp.prompt.PromptArgument;
import org.watchbill.kit.mcp.prompt.PromptMessage;
import org.watchbill.kit.mcp.prompt.PromptSpec;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.board.BoardResources;
import org.watchbill.schedule.board.BoardUris;
import org.watchbill.schedule.board.FindMemberShifts;
import org.watchbill.schedule.board.Names;
import org.watchbill.schedule.member.FindMembers;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.member.PersonView;

/** The prompt for arranging a time between people, which books only where the client has tools for it. */
public final class MeetingPrompt {

    private static final String PEOPLE = "people";
    private static final String PURPOSE = "purpose";
    private static final String WHEN = "when";
    private static final int MOST_PEOPLE = 10;
    private static final String STEPS = """
            Arrange a time between people. For each of them whom the roster knows, the shifts of the next two weeks are \
            attached; what the person asked for, below, says who was not found.

            1. Make sure who is meant: for a name that was not found, or that several members have, ask the person, and \
            use get_team_members if they want a list. Somebody from outside is not in the roster: ask the person when they \
            can. Make sure how long it takes and by when it has to be.
            2. Find when everybody is off duty: not within a shift, and not in the hours right after a night one. \
            get_current_schedule with a `date` shows a day beyond the attached two weeks. The schedule knows shifts only, \
            no holidays and no other appointments: say so.
            3. Propose up to three times, soonest first, each with its date, start and end in the zone of the schedule, \
            and in the other person's zone if it differs and is known. Say for each who is on duty before or after it.
            4. When the person has chosen one, look at your list of tools. Book only if get_booking_time_slots and \
            schedule_meeting are both in it: first make sure with get_booking_time_slots that the time is free, say what \
            will be booked, wait for a clear yes, and then call schedule_meeting once.
            5. If those tools are not in your list, nothing can be booked here: do not say that anything is booked. Write \
            a short message with the chosen time that the person can send to the others.
            """;

    /** The arguments, with the names looked up. */
    private record Asked(
            List<PersonView> people,
            List<String> notFound,
            List<String> severalHaveThisName,
            Optional<String> purpose,
            Optional<String> when) {}

    private final FindMembers members;
    private final FindMemberShifts shifts;
    private final Names names;

    public MeetingPrompt(FindMembers members, FindMemberShifts shifts, Names names) {
        this.members = members;
        this.shifts = shifts;
        this.names = names;
    }

    public Prompt prompt() {
        PromptSpec spec = new PromptSpec(
                "arrange_meeting",
                "Arrange a time between people",
                "Finds when people are on and off duty in the next two weeks and proposes times. It books only when the"
                        + " client also has booking tools (get_booking_time_slots and schedule_meeting); otherwise it"
                        + " writes a message that you can send.",
                List.of(
                        PromptArgument.required(
                                PEOPLE, "People", "Names of members, with commas between them", names::people),
                        PromptArgument.optional(
                                PURPOSE, "Purpose", "What it is about, and how long it takes", Completer.NONE),
                        PromptArgument.optional(
                                WHEN, "When", "Which days or hours suit, such as mornings next week", Completer.NONE)),
                BoardResources.SCHEDULE);
        return new Prompt(spec, this::messages);
    }

    private List<PromptMessage> messages(Caller caller, Map<String, String> arguments) {
        List<Member> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> several = new ArrayList<>();
        for (String name : names(arguments.getOrDefault(PEOPLE, ""))) {
            List<Member> called = members.called(caller, name);
            switch (called.size()) {
                case 0 -> unknown.add(name);
                case 1 -> found.add(called.getFirst());
                default -> several.add(name);
            }
        }
        Asked asked = new Asked(
                found.stream()
                        .map(member -> new PersonView(member.id().value(), member.name()))
                        .toList(),
                unknown,
                several,
                Optional.ofNullable(arguments.get(PURPOSE)),
                Optional.ofNullable(arguments.get(WHEN)));
        List<PromptMessage> messages = new ArrayList<>();
        messages.add(Steps.instruction(STEPS, Json.tree(asked)));
        found.forEach(member -> messages.add(Steps.data(BoardUris.shifts(member), shifts.of(caller, member))));
        return messages;
    }

    private static List<String> names(String people) {
        List<String> names = Stream.of(people.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (names.isEmpty() || names.size() > MOST_PEOPLE) {
            throw new RefusedException(Refusal.invalid(PEOPLE, "Give one to ten names, with commas between them"));
        }
        return names;
    }
}
