package org.watchbill.system.kill;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.AuditLog;
import org.watchbill.system.client.ModernMcpClient;
import org.watchbill.system.story.Accounts;
import org.watchbill.system.suite.Roster;
import org.watchbill.system.suite.SuitePlan;

/** Shifts for the writers to ask coverage for, and their tokens, all obtained before the first kill. */
record KillRoster(List<Writer.Desk> desks, AuditLog auditLog) {

    static final String SHIFT_TYPE = "KD";

    private static final LocalDate FIRST_DAY = LocalDate.of(2029, 1, 1);
    private static final int DAYS = 60;

    static KillRoster load(SuitePlan plan, int writers) throws IOException {
        Roster roster = new Roster(plan);
        roster.importShiftTypes("code,name,days,start,end", SHIFT_TYPE + ",Kill duty,daily,08:00,20:00");
        List<String> lines = new ArrayList<>(List.of("date,shift,member"));
        for (int day = 0; day < writers * DAYS; day++) {
            lines.add(FIRST_DAY.plusDays(day) + "," + SHIFT_TYPE + "," + Accounts.ANA.email());
        }
        roster.importShifts(lines.toArray(String[]::new));
        Accounts accounts = new Accounts(plan);
        ModernMcpClient member = new ModernMcpClient(plan.mcp(), accounts.token(Accounts.ANA, Accounts.MEMBER_SCOPE));
        ModernMcpClient admin = new ModernMcpClient(plan.mcp(), accounts.token(Accounts.ADMIN, Accounts.ADMIN_SCOPE));
        String candidate = memberId(member, "Ben Okafor");
        List<Writer.Desk> desks = new ArrayList<>();
        for (int number = 0; number < writers; number++) {
            desks.add(new Writer.Desk(member, admin, candidate, FIRST_DAY.plusDays((long) number * DAYS), DAYS));
        }
        return new KillRoster(List.copyOf(desks), accounts.auditLog(Accounts.ADMIN));
    }

    private static String memberId(ModernMcpClient client, String name) {
        return client.call("get_team_members", Json.object().put("query", name))
                .content()
                .path("members")
                .path(0)
                .path("id")
                .asString();
    }
}
