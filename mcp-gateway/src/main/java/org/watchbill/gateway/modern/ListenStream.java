package org.watchbill.gateway.modern;

import java.time.Duration;
import java.util.Optional;
import org.watchbill.gateway.credential.Standing;
import org.watchbill.gateway.listen.Interest;
import org.watchbill.gateway.listen.Listening;
import org.watchbill.gateway.listen.Mailbox;
import org.watchbill.gateway.listen.Subscription;
import org.watchbill.gateway.relay.InputRequestRules;
import org.watchbill.gateway.rpc.EventStream;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** One stream, from its acknowledgement to its result; {@code id} tags everything on it. */
record ListenStream(
        JsonNode id, ListenFilter filter, Standing standing, Duration keepAlive, JsonNode clientCapabilities) {

    /** Until the client goes, the credential is good no longer or the server stops. */
    void hold(Listening listening, Interest interest, EventStream events) {
        Mailbox mailbox = new Mailbox();
        try (Subscription subscription = listening.open(standing::internalToken, interest, mailbox)) {
            events.message(acknowledgement(subscription.honoured()));
            while (standing.isGood()) {
                Optional<ObjectNode> notification = mailbox.next(keepAlive).filter(this::isAnswerable);
                notification.map(this::tagged).ifPresentOrElse(events::message, events::keepAlive);
            }
        } catch (InterruptedException stopping) {
            events.message(result());
            return;
        }
        events.message(result());
    }

    /** A task may not ask a client for what it did not declare. */
    private boolean isAnswerable(ObjectNode notification) {
        return notification.path("params") instanceof MissingNode
                || InputRequestRules.unmet((ObjectNode) notification.path("params"), clientCapabilities)
                        .isEmpty();
    }

    private ObjectNode acknowledgement(Interest honoured) {
        ObjectNode message =
                Json.object().put("jsonrpc", "2.0").put("method", "notifications/subscriptions/acknowledged");
        message.putObject("params").set("notifications", filter.acknowledged(honoured));
        return tagged(message);
    }

    private ObjectNode tagged(ObjectNode notification) {
        tag(notification.withObjectProperty("params"));
        return notification;
    }

    private JsonNode result() {
        ObjectNode result = Json.object().put("resultType", "complete");
        tag(result);
        return Reply.resultMessage(id, result);
    }

    private void tag(ObjectNode target) {
        target.withObjectProperty(McpKeys.META).set(McpKeys.SUBSCRIPTION_ID, id);
    }
}
