package org.watchbill.schedule;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.mcp.McpFeature;
import org.watchbill.kit.mcp.completion.CompletionMethods;
import org.watchbill.kit.mcp.listen.ListenMethods;
import org.watchbill.kit.mcp.listen.Rhythm;
import org.watchbill.kit.mcp.prompt.PromptMethods;
import org.watchbill.kit.mcp.resource.ResourceMethods;
import org.watchbill.kit.mcp.tool.Tool;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.token.ApiSecurity;
import org.watchbill.schedule.assignment.AssignmentEndpoint;
import org.watchbill.schedule.assignment.AssignmentTools;
import org.watchbill.schedule.assignment.FindOnCall;
import org.watchbill.schedule.assignment.FindShifts;
import org.watchbill.schedule.board.BoardResources;
import org.watchbill.schedule.board.FindBoard;
import org.watchbill.schedule.board.FindMemberShifts;
import org.watchbill.schedule.board.Names;
import org.watchbill.schedule.calendar.ImportCalendar;
import org.watchbill.schedule.coverage.CoverageTools;
import org.watchbill.schedule.coverage.CoverageWriting;
import org.watchbill.schedule.coverage.SubmitCoverageRequest;
import org.watchbill.schedule.decision.DecideRequest;
import org.watchbill.schedule.decision.DecisionTools;
import org.watchbill.schedule.decision.DecisionWriting;
import org.watchbill.schedule.demo.Stores;
import org.watchbill.schedule.imports.ImportEndpoint;
import org.watchbill.schedule.imports.Importers;
import org.watchbill.schedule.member.AddMember;
import org.watchbill.schedule.member.FindCaller;
import org.watchbill.schedule.member.FindMembers;
import org.watchbill.schedule.member.ImportMembers;
import org.watchbill.schedule.member.MemberEndpoint;
import org.watchbill.schedule.member.MemberTools;
import org.watchbill.schedule.request.FindRequests;
import org.watchbill.schedule.request.RequestEndpoint;
import org.watchbill.schedule.request.RequestTools;
import org.watchbill.schedule.roster.ImportRoster;
import org.watchbill.schedule.shifttype.AddShiftType;
import org.watchbill.schedule.shifttype.ImportShiftTypes;
import org.watchbill.schedule.shifttype.ShiftTypeEndpoint;
import org.watchbill.schedule.team.FindTeams;
import org.watchbill.schedule.workflow.CoveragePrompt;
import org.watchbill.schedule.workflow.HandOverPrompt;
import org.watchbill.schedule.workflow.MeetingPrompt;

/** All features, built on one database and clock. */
final class Features {

    private static final String API = "/api/v1";

    private final Database database;
    private final InstantSource time;
    private final Stores stores = Stores.create();
    private final FindCaller callers = new FindCaller(stores.members());
    private final FindOnCall onCall;
    private final FindMembers findMembers;
    private final FindShifts findShifts;
    private final FindRequests findRequests;

    Features(Database database, InstantSource time) {
        this.database = database;
        this.time = time;
        this.onCall = new FindOnCall(database, stores.assignments(), stores.teams());
        this.findMembers = new FindMembers(database, stores.members(), stores.teams());
        this.findShifts = new FindShifts(database, stores.assignments());
        this.findRequests = new FindRequests(database, callers, stores.assignments(), stores.requests(), time);
    }

    Stores stores() {
        return stores;
    }

    List<Tool> tools() {
        SubmitCoverageRequest submit =
                new SubmitCoverageRequest(stores.members(), callers, stores.assignments(), stores.requests(), time);
        DecideRequest decide =
                new DecideRequest(stores.members(), callers, stores.assignments(), stores.requests(), time);
        List<Tool> tools = new ArrayList<>(new AssignmentTools(database, callers, onCall, findShifts, time).tools());
        tools.addAll(new MemberTools(findMembers).tools());
        tools.addAll(new RequestTools(findRequests).tools());
        tools.addAll(new CoverageTools(new CoverageWriting(database, submit, stores.requests())).tools());
        tools.addAll(new DecisionTools(new DecisionWriting(database, decide, stores.requests(), stores.assignments()))
                .tools());
        return tools;
    }

    /** What the MCP endpoint serves, besides tools, with streams of changes in {@code rhythm}. */
    List<McpFeature> guides(Rhythm rhythm) {
        FindTeams teams = new FindTeams(database, stores.teams());
        Names names = new Names(teams, findMembers);
        FindBoard boards = new FindBoard(onCall, teams, time);
        FindMemberShifts shifts = new FindMemberShifts(database, callers, findMembers, findShifts, time);
        PromptMethods prompts = new PromptMethods(List.of(
                new HandOverPrompt(boards, findRequests, names).prompt(),
                new CoveragePrompt(shifts).prompt(),
                new MeetingPrompt(findMembers, shifts, names).prompt()));
        ResourceMethods resources =
                new ResourceMethods(new BoardResources(boards, shifts, findRequests, names).resources());
        return List.of(
                prompts,
                resources,
                new CompletionMethods(List.of(prompts, resources)),
                new ListenMethods(List.of(resources.updates()), time, rhythm));
    }

    void routing(HttpRouting.Builder routing, ApiSecurity security, Commands commands) {
        ApiWrites writes = new ApiWrites(security, commands);
        AddMember addMember = new AddMember(stores.organisations(), stores.members());
        AddShiftType addShiftType = new AddShiftType(stores.organisations(), stores.shiftTypes());
        security.setup(routing);
        routing.register(API + "/members", new MemberEndpoint(security, writes, findMembers, addMember))
                .register(
                        API + "/shift-types",
                        new ShiftTypeEndpoint(security, writes, database, stores.shiftTypes(), addShiftType))
                .register(API + "/assignments", new AssignmentEndpoint(security, findShifts, time))
                .register(API + "/requests", new RequestEndpoint(security, findRequests))
                .register(API + "/imports", new ImportEndpoint(writes, importers()));
    }

    private Importers importers() {
        return new Importers(
                new ImportMembers(stores.organisations(), stores.members()),
                new ImportShiftTypes(stores.organisations(), stores.shiftTypes()),
                new ImportRoster(stores.organisations(), stores.members(), stores.shiftTypes(), stores.assignments()),
                new ImportCalendar(stores.organisations(), stores.members(), stores.assignments()));
    }
}
