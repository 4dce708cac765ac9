package org.watchbill.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.schedule.RunningSchedule.ADMIN;
import static org.watchbill.schedule.RunningSchedule.ANA;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.token.Caller;

class RaceTest {

    private static final int THREADS = 16;

    @ParameterizedTest
    @EnumSource
    void ofManyApprovalsOneIsApplied(TestDatabase database) throws Exception {
        try (Clinic clinic = Clinic.on(database)) {
            Map<String, String> order =
                    Map.of("request_id", clinic.anaAsksBen().path("id").stringValue());
            List<String> ends = atOnce(number -> clinic.call(ADMIN, "approve_request", order));
            assertThat(ends)
                    .containsOnlyOnce("")
                    .filteredOn(end -> end.equals("conflict"))
                    .hasSize(THREADS - 1);
            assertThat(clinic.service().rows("SELECT state, version FROM shift_request"))
                    .containsExactly("applied|2");
            assertThat(clinic.service().rows("SELECT happened FROM request_event"))
                    .hasSize(2);
            assertThat(clinic.audited()).hasSize(THREADS + 1).containsOnlyOnce("approve_request success");
        }
    }

    @ParameterizedTest
    @EnumSource
    void approvalAndDenialHaveOneWinner(TestDatabase database) throws Exception {
        try (Clinic clinic = Clinic.on(database)) {
            String request = clinic.anaAsksBen().path("id").stringValue();
            List<String> ends = atOnce(number -> number % 2 == 0
                    ? clinic.call(ADMIN, "approve_request", Map.of("request_id", request, "version", 1))
                    : clinic.call(ADMIN, "deny_request", Map.of("request_id", request, "version", 1, "reason", "No")));
            assertThat(ends)
                    .containsOnlyOnce("")
                    .filteredOn(end -> end.equals("version_conflict"))
                    .hasSize(THREADS - 1);
            boolean applied =
                    clinic.service().rows("SELECT state FROM shift_request").equals(List.of("applied"));
            assertThat(clinic.service()
                            .rows("SELECT m.name FROM assignment a JOIN member m ON m.id = a.member_id"
                                    + " WHERE a.shift_date = '2026-11-23' AND a.position = 1"))
                    .containsExactly(applied ? "Ben Okafor" : "Ana Ruiz");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneAssignmentHasOneLiveRequest(TestDatabase database) throws Exception {
        try (Clinic clinic = Clinic.on(database)) {
            Map<String, String> wish = Map.of("assignment_id", clinic.assignment("2026-11-23", "Ana Ruiz"));
            Caller[] callers = {ANA, ADMIN};
            List<String> ends = atOnce(number -> clinic.call(callers[number % 2], "submit_coverage_request", wish));
            assertThat(ends)
                    .containsOnlyOnce("")
                    .filteredOn(end -> end.equals("conflict"))
                    .hasSize(THREADS - 1);
            assertThat(clinic.service().rows("SELECT state FROM shift_request")).containsExactly("open");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneMemberTakesOneOfTwoShiftsAtTheSameTime(TestDatabase database) throws Exception {
        try (Clinic clinic = Clinic.on(database)) {
            String ben = clinic.member("Ben Okafor");
            List<String> requests = new ArrayList<>();
            for (String name : List.of("Ana Ruiz", "Cleo Hart")) {
                Map<String, String> wish =
                        Map.of("assignment_id", clinic.assignment("2026-11-23", name), "candidate_id", ben);
                requests.add(clinic.call(ADMIN, "submit_coverage_request", wish)
                        .value()
                        .at("/request/id")
                        .stringValue());
            }
            List<String> ends = atOnce(
                    number -> clinic.call(ADMIN, "approve_request", Map.of("request_id", requests.get(number % 2))));
            assertThat(ends)
                    .containsOnlyOnce("")
                    .filteredOn(end -> end.equals("conflict"))
                    .hasSize(THREADS - 1);
            assertThat(clinic.service()
                            .rows("SELECT COUNT(*) FROM assignment WHERE shift_date = '2026-11-23' AND member_id = '"
                                    + ben + "'"))
                    .containsExactly("1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameFileImportedAtOnceIsThereOnce(TestDatabase database) throws Exception {
        try (Clinic clinic = Clinic.on(database)) {
            String roster = "date,shift,member\n2026-12-01,D,Ana Ruiz\n2026-12-01,N,Zoe Zimmer\n";
            List<String> ends = atOnceStatus(number -> clinic.service()
                    .post(ADMIN, "/api/v1/imports/roster?create_members=true", roster)
                    .status());
            assertThat(ends).containsOnly("200");
            assertThat(clinic.service().rows("SELECT COUNT(*) FROM assignment WHERE shift_date = '2026-12-01'"))
                    .containsExactly("2");
            assertThat(clinic.service().rows("SELECT COUNT(*) FROM member WHERE name = 'Zoe Zimmer'"))
                    .containsExactly("1");
        }
    }

    /** One of several calls that start together. */
    @FunctionalInterface
    private interface Attempt<T> {

        T run(int number);
    }

    private static List<String> atOnce(Attempt<McpReply> attempt) throws InterruptedException, ExecutionException {
        return together(number -> attempt.run(number).refusalCode());
    }

    private static List<String> atOnceStatus(Attempt<Integer> attempt) throws InterruptedException, ExecutionException {
        return together(number -> "" + attempt.run(number));
    }

    private static List<String> together(Attempt<String> attempt) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                futures.add(threads.submit(() -> {
                    start.await();
                    return attempt.run(number);
                }));
            }
            start.countDown();
            List<String> ends = new ArrayList<>();
            for (Future<String> future : futures) {
                ends.add(future.get());
            }
            return ends;
        }
    }
}
