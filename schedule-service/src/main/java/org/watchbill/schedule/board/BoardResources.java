package org.watchbill.schedule.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.AccessPolicy;
import org.watchbill.kit.mcp.completion.Completer;
import org.watchbill.kit.mcp.resource.Resource;
import org.watchbill.kit.mcp.resource.ResourceSpec;
import org.watchbill.kit.mcp.resource.TextContents;
import org.watchbill.schedule.request.FindRequests;
import org.watchbill.schedule.request.PendingRequests;

/** The resources of the schedule. */
public final class BoardResources {

    public static final AccessPolicy SCHEDULE = new AccessPolicy("schedule:read", false);
    public static final AccessPolicy REQUESTS = new AccessPolicy("requests:read", false);

    private final FindBoard boards;
    private final FindMemberShifts shifts;
    private final FindRequests requests;
    private final Names names;

    public BoardResources(FindBoard boards, FindMemberShifts shifts, FindRequests requests, Names names) {
        this.boards = boards;
        this.shifts = shifts;
        this.requests = requests;
        this.names = names;
    }

    public List<Resource> resources() {
        return List.of(organisation(), team(), ownShifts(), memberShifts(), pending());
    }

    private Resource organisation() {
        return plain(
                BoardUris.SCHEDULE,
                "schedule",
                "Who is on call",
                "Who is on call now and who is next on each shift, for the whole organisation and team by team, and when"
                        + " nobody is on call until the end of the day after tomorrow.",
                SCHEDULE,
                new JsonReader((caller, _) -> Optional.of(boards.ofOrganisation(caller))));
    }

    private Resource team() {
        return template(
                BoardUris.TEAM,
                "team_schedule",
                "Who is on call in a team",
                "Who of one team, given by its name or id, is on call now and next, and when nobody of it is until the end"
                        + " of the day after tomorrow.",
                "team",
                names::teams,
                new JsonReader((caller, variables) -> boards.ofTeam(caller, variables.getOrDefault("team", ""))));
    }

    private Resource ownShifts() {
        return plain(
                BoardUris.OWN_SHIFTS,
                "my_shifts",
                "My shifts",
                "The shifts of the person who is signed in, from now to two weeks from now.",
                SCHEDULE,
                new JsonReader((caller, _) -> Optional.of(shifts.ofCaller(caller))));
    }

    private Resource memberShifts() {
        return template(
                BoardUris.SHIFTS,
                "member_shifts",
                "Shifts of a member",
                "The shifts of one member, given by name or id, from now to two weeks from now.",
                "member",
                names::members,
                new JsonReader((caller, variables) -> shifts.ofMember(caller, variables.getOrDefault("member", ""))));
    }

    private Resource pending() {
        return plain(
                BoardUris.PENDING,
                "pending_requests",
                "Pending requests",
                "The first requests that wait for somebody: of all for an administrator, else of and to the person who is"
                        + " signed in.",
                REQUESTS,
                new JsonReader((caller, _) -> Optional.of(requests.find(caller, PendingRequests.Question.ALL))));
    }

    /** What a resource would say, to be embedded elsewhere. */
    public static TextContents contents(String uri, Record value) {
        return new TextContents(uri, JsonReader.MIME_TYPE, Json.text(value));
    }

    private static Resource plain(
            String uri, String name, String title, String description, AccessPolicy policy, JsonReader reader) {
        return new Resource(
                new ResourceSpec(uri, name, title, description, JsonReader.MIME_TYPE, policy), Map.of(), reader);
    }

    private static Resource template(
            String uri,
            String name,
            String title,
            String description,
            String variable,
            Completer completer,
            JsonReader reader) {
        return new Resource(
                new ResourceSpec(uri, name, title, description, JsonReader.MIME_TYPE, SCHEDULE),
                Map.of(variable, completer),
                reader);
    }
}
