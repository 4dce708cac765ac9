package org.watchbill.gateway.legacy.stream;

import java.time.Duration;
import java.util.Set;
import org.watchbill.gateway.credential.Standing;
import org.watchbill.gateway.listen.Interest;
import org.watchbill.gateway.listen.Listening;
import org.watchbill.gateway.listen.Subscription;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.session.SessionChange;
import org.watchbill.gateway.session.SessionStates;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.gateway.shared.SharedStateException;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Listens for one session: to the services, and to what happens to the session at any replica. */
final class SessionListener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> LISTS = Set.of("tools", "prompts", "resources");

    private final SessionStates sessions;
    private final OpenSession session;
    private final SessionStream stream;

    SessionListener(SessionStates sessions, OpenSession session, SessionStream stream) {
        this.sessions = sessions;
        this.session = session;
        this.stream = stream;
    }

    /** {@code opened}: the position of the stream itself among what has happened to the session. */
    void hold(Listening listening, Standing standing, long opened, boolean resumed) throws InterruptedException {
        try {
            Set<String> uris = sessions.subscriptions(session);
            try (Subscription heard = listening.open(standing::internalToken, interest(uris), stream)) {
                if (resumed) {
                    reportAll(uris);
                }
                follow(heard, standing, opened);
            }
        } catch (SharedStateException e) {
            // The client may come again.
            return;
        }
    }

    private void follow(Subscription heard, Standing standing, long opened) throws InterruptedException {
        Thread follower = Thread.ofVirtual().name("mcp-session").start(() -> watch(heard, opened));
        try {
            stream.write(standing::isGood);
        } finally {
            follower.interrupt();
        }
    }

    private void watch(Subscription heard, long opened) {
        long position = opened;
        try {
            while (true) {
                for (SharedState.Entry entry : sessions.news(session, position, PATIENCE)) {
                    position = entry.position();
                    switch (SessionChange.of(entry.text())) {
                        case SessionChange.SubscriptionsChanged changed ->
                            heard.change(interest(sessions.subscriptions(session)));
                        case SessionChange.StreamOpened newer -> stream.end();
                        case SessionChange.Ended ended -> stream.end();
                    }
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (SharedStateException e) {
            stream.end();
        }
    }

    private static Interest interest(Set<String> uris) {
        return Interest.allLists().withUris(uris);
    }

    /** Notifications are hints to look again; what came in the meantime is not known, so everything may be new. */
    private void reportAll(Set<String> uris) {
        LISTS.forEach(list -> stream.accept(
                Json.object().put("jsonrpc", "2.0").put("method", "notifications/" + list + "/list_changed")));
        uris.forEach(uri -> {
            ObjectNode updated = Json.object().put("jsonrpc", "2.0").put("method", "notifications/resources/updated");
            updated.putObject("params").put("uri", uri);
            stream.accept(updated);
        });
    }
}
