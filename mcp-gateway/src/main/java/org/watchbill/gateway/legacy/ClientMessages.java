package org.watchbill.gateway.legacy;

import org.watchbill.gateway.elicitation.Questions;
import org.watchbill.gateway.legacy.stream.RunningCalls;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.session.OpenSession;
import tools.jackson.databind.JsonNode;

/** What clients say without wanting an answer: notifications, and answers to questions of the server. */
public final class ClientMessages {

    private final Questions questions;
    private final RunningCalls running;

    public ClientMessages(Questions questions, RunningCalls running) {
        this.questions = questions;
        this.running = running;
    }

    /** Cancellations count; everything else is heard and changes nothing. */
    void take(OpenSession session, RpcMessage.Notification notification) {
        JsonNode id = notification.params().path("requestId");
        if (notification.method().equals("notifications/cancelled") && RpcMessage.isId(id)) {
            running.cancel(session, id);
        }
    }

    /** False for an answer that nobody waits for. */
    boolean take(OpenSession session, RpcMessage.Response response) {
        return questions.answer(session, response);
    }
}
