package org.watchbill.gateway.session;

/** Something that whoever holds a stream of a session must hear of, on any replica. */
public sealed interface SessionChange {

    /** A newer stream has taken over. */
    record StreamOpened(String stream) implements SessionChange {}

    record SubscriptionsChanged() implements SessionChange {}

    record Ended() implements SessionChange {}

    /** As one entry of a log. */
    default String text() {
        return switch (this) {
            case StreamOpened opened -> "stream " + opened.stream();
            case SubscriptionsChanged changed -> "subscriptions";
            case Ended ended -> "end";
        };
    }

    static SessionChange of(String text) {
        return switch (text) {
            case "end" -> new Ended();
            case "subscriptions" -> new SubscriptionsChanged();
            default -> new StreamOpened(text.substring("stream ".length()));
        };
    }
}
