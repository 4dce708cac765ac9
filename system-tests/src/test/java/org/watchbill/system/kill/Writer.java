package org.watchbill.system.kill;

import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.Elicitation;
import org.watchbill.system.client.ModernMcpClient;
import org.watchbill.system.client.ToolAnswer;
import org.watchbill.system.kill.Write.Kind;
import tools.jackson.databind.node.ObjectNode;

/**
 * A member who asks for coverage of one shift after the other and an administrator who decides at once. Every call is
 * repeated until it is answered: a submission with the same key, a decision with the same confirmation.
 */
final class Writer {

    /** The clients and the shifts of one writer; nobody else touches its shifts. */
    record Desk(ModernMcpClient member, ModernMcpClient admin, String candidate, LocalDate firstDay, int days) {}

    private final Desk desk;
    private final Random random;
    private final Insistence insistence;
    private final WriteLog log;
    private int day;

    Writer(Desk desk, Random random, Insistence insistence, WriteLog log) {
        this.desk = desk;
        this.random = random;
        this.insistence = insistence;
        this.log = log;
    }

    /** Writes until {@code enough}; the last request is still decided. */
    void write(BooleanSupplier enough) {
        try {
            while (!enough.getAsBoolean()) {
                decide(submit());
            }
        } catch (RuntimeException | AssertionError e) {
            log.failed(e);
        }
    }

    private String submit() {
        ObjectNode arguments = Json.object()
                .put("date", desk.firstDay().plusDays(day).toString())
                .put("shift_type", KillRoster.SHIFT_TYPE)
                .put("candidate_id", desk.candidate())
                .put("idempotency_key", "" + new UUID(random.nextLong(), random.nextLong()));
        String request = submitOnce(arguments);
        log.answered(new Write(Kind.SUBMIT, request));
        if (random.nextInt(10) == 0 && !submitOnce(arguments).equals(request)) {
            throw new AssertionError("The same key made a second request: " + arguments);
        }
        return request;
    }

    private String submitOnce(ObjectNode arguments) {
        ToolAnswer answer = random.nextBoolean()
                ? insistence.untilAnswered(() -> desk.member().callWithoutAsking(Kind.SUBMIT.tool(), arguments))
                : confirmed(desk.member(), Kind.SUBMIT, arguments);
        return answer.content().path("request").path("id").asString();
    }

    private void decide(String request) {
        boolean approves = random.nextInt(4) == 0 && day < desk.days() - 1;
        Kind kind = approves ? Kind.APPROVE : Kind.DENY;
        ObjectNode arguments = Json.object().put("request_id", request);
        if (!approves) {
            arguments.put("reason", "No need");
        }
        confirmed(desk.admin(), kind, arguments).content();
        log.answered(new Write(kind, request));
        if (approves) {
            day++;
        }
    }

    private ToolAnswer confirmed(ModernMcpClient client, Kind kind, ObjectNode arguments) {
        ToolAnswer question = insistence.untilAnswered(() -> client.ask(kind.tool(), arguments));
        if (!ModernMcpClient.isQuestion(question)) {
            return question;
        }
        Elicitation yes = Elicitation.accepting();
        return insistence.untilAnswered(() -> client.answerQuestion(kind.tool(), arguments, question, yes));
    }
}
