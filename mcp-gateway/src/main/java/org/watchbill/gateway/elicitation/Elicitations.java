package org.watchbill.gateway.elicitation;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.watchbill.gateway.rpc.RpcMessage;

/** The questions of this process that wait for an answer, each under an id that nobody can guess. */
public final class Elicitations {

    private static final int ID_BYTES = 24;

    /** A question put to one session; the answer that came first counts. */
    record Question(String id, String sessionId, BlockingQueue<RpcMessage.Response> answer) {}

    private final ConcurrentMap<String, Question> waiting = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    Question open(String sessionId) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Question question = new Question(id, sessionId, new LinkedBlockingQueue<>());
        waiting.put(id, question);
        return question;
    }

    void close(Question question) {
        waiting.remove(question.id());
    }

    /** Hands an answer to the question that it names, if that was put to this very session and still waits. */
    public boolean answer(String sessionId, RpcMessage.Response response) {
        Question question = waiting.get(response.id().asString(""));
        return question != null
                && question.sessionId().equals(sessionId)
                && waiting.remove(question.id(), question)
                && question.answer().offer(response);
    }
}
