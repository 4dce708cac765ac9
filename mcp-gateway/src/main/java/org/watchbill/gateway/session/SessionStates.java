package org.watchbill.gateway.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.watchbill.gateway.credential.Principal;
import org.watchbill.gateway.shared.SharedState;

/** What replicas must know of a session beyond its id: whether it has ended, and what its client has set. */
public final class SessionStates {

    private static final int KEY_BYTES = 18;
    private static final int MOST_SUBSCRIPTIONS = 100;
    private static final String USUAL_LEVEL = "info";

    private final Sessions sessions;
    private final SharedState shared;
    private final InstantSource time;

    public SessionStates(Sessions sessions, SharedState shared, InstantSource time) {
        this.sessions = sessions;
        this.shared = shared;
        this.time = time;
    }

    /** Empty for an id that says nothing, has expired, has been ended or belongs to somebody else. */
    public Optional<OpenSession> find(String id, Principal principal) {
        return sessions.open(id, principal)
                .map(session -> new OpenSession(key(id), session))
                .filter(session -> !hasEnded(session));
    }

    public boolean hasEnded(OpenSession session) {
        return shared.get("ended:" + session.key()).isPresent();
    }

    /** Nothing of the session can be used any more, on any replica. */
    public void end(OpenSession session) {
        shared.put("ended:" + session.key(), "", life(session));
        announce(session, new SessionChange.Ended());
    }

    /** Tells those who follow the session; the position of the news. */
    public long announce(OpenSession session, SessionChange change) {
        return shared.append("session:" + session.key(), change.text(), life(session));
    }

    /** News of the session after {@code position}; waits up to {@code patience} for some. */
    public List<SharedState.Entry> news(OpenSession session, long position, Duration patience)
            throws InterruptedException {
        return shared.read("session:" + session.key(), position, patience);
    }

    /** The URIs that the client has subscribed to and not given up. */
    public Set<String> subscriptions(OpenSession session) throws InterruptedException {
        Set<String> uris = new LinkedHashSet<>();
        for (SharedState.Entry change : shared.read("subscriptions:" + session.key(), 0, Duration.ZERO)) {
            String uri = change.text().substring(1);
            if (change.text().startsWith("+")) {
                uris.add(uri);
            } else {
                uris.remove(uri);
            }
        }
        return uris;
    }

    /** False when the session has as many subscriptions as it may have. */
    public boolean subscribe(OpenSession session, String uri) throws InterruptedException {
        Set<String> uris = subscriptions(session);
        if (uris.contains(uri)) {
            return true;
        }
        if (uris.size() >= MOST_SUBSCRIPTIONS) {
            return false;
        }
        change(session, "+" + uri);
        return true;
    }

    public void unsubscribe(OpenSession session, String uri) throws InterruptedException {
        if (subscriptions(session).contains(uri)) {
            change(session, "-" + uri);
        }
    }

    private void change(OpenSession session, String change) {
        shared.append("subscriptions:" + session.key(), change, life(session));
        announce(session, new SessionChange.SubscriptionsChanged());
    }

    /** From which level on the client wants log messages. */
    public String logLevel(OpenSession session) {
        return shared.get("level:" + session.key()).orElse(USUAL_LEVEL);
    }

    public void setLogLevel(OpenSession session, String level) {
        shared.put("level:" + session.key(), level, life(session));
    }

    private Duration life(OpenSession session) {
        Duration left = Duration.between(time.instant(), session.end());
        return left.isPositive() ? left : Duration.ofSeconds(1);
    }

    private static String key(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, KEY_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of the platform", e);
        }
    }
}
