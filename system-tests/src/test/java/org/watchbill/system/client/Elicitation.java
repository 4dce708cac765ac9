package org.watchbill.system.client;

import java.util.ArrayList;
import java.util.List;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A person in front of a client: keeps what was asked and answers always the same. */
public final class Elicitation {

    private final List<String> questions = new ArrayList<>();
    private final JsonNode answer;

    private Elicitation(ObjectNode answer) {
        this.answer = answer;
    }

    /** Says yes by ticking the box. */
    public static Elicitation accepting() {
        return accept(true);
    }

    /** Sends the form with the box left empty. */
    public static Elicitation leavingUnticked() {
        return accept(false);
    }

    public static Elicitation declining() {
        return new Elicitation(Json.object().put("action", "decline"));
    }

    public static Elicitation cancelling() {
        return new Elicitation(Json.object().put("action", "cancel"));
    }

    /** The questions asked so far, oldest first. */
    public List<String> questions() {
        return List.copyOf(questions);
    }

    JsonNode answer(JsonNode request) {
        questions.add(request.path("params").path("message").asString());
        return answer;
    }

    private static Elicitation accept(boolean confirm) {
        ObjectNode answer = Json.object().put("action", "accept");
        answer.putObject("content").put("confirm", confirm);
        return new Elicitation(answer);
    }
}
