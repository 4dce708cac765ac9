package org.watchbill.gateway.elicitation;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The questions that wait for an answer, each under an id that nobody can guess; any replica may get the answer. */
public final class Questions {

    private static final int ID_BYTES = 24;
    /** A question that its asker has forgotten to close, because the process died. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /** A question put to one session; the answer that came first counts. */
    record Question(String id, String session) {

        private String key() {
            return "question:" + session + ":" + id;
        }

        private String log() {
            return "answer:" + id;
        }
    }

    /** What the client said; {@code failed} when that was an error. */
    record Answer(JsonNode result, boolean failed) {}

    private final SharedState shared;
    private final SecureRandom random = new SecureRandom();

    public Questions(SharedState shared) {
        this.shared = shared;
    }

    Question open(OpenSession session) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        Question question = new Question(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), session.key());
        shared.put(question.key(), "", LONGEST);
        return question;
    }

    /** False when the question has been answered. */
    boolean close(Question question) {
        return shared.take(question.key()).isPresent();
    }

    Optional<Answer> await(Question question, Duration patience) throws InterruptedException {
        List<SharedState.Entry> answers = shared.read(question.log(), 0, patience);
        return answers.stream()
                .findFirst()
                .map(entry -> Json.parse(entry.text().getBytes(StandardCharsets.UTF_8)))
                .map(json -> new Answer(json.path("result"), json.path("failed").booleanValue()));
    }

    /** Hands an answer to the question that it names, if that was put to this very session and still waits. */
    public boolean answer(OpenSession session, RpcMessage.Response response) {
        Question question = new Question(response.id().asString(""), session.key());
        if (!question.id().matches("[A-Za-z0-9_-]{32}")
                || shared.take(question.key()).isEmpty()) {
            return false;
        }
        ObjectNode answer = Json.object().put("failed", response.failed());
        answer.set("result", response.result());
        shared.append(question.log(), Json.text(answer), LONGEST);
        return true;
    }
}
