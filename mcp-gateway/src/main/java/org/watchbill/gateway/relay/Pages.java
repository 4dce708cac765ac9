package org.watchbill.gateway.relay;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.catalogue.Offer;
import tools.jackson.databind.JsonNode;

/** Cuts a list into pages. A cursor names the last offer of the page before, so every replica can go on from it. */
final class Pages {

    static final int SIZE = 50;

    record Page(List<Offer> offers, Optional<String> nextCursor) {}

    private Pages() {}

    static Page first(List<Offer> all) {
        return from(0, all);
    }

    /** Empty when the cursor is none that was given out for this list, or what it names has gone. */
    static Optional<Page> after(JsonNode cursor, List<Offer> all) {
        for (int at = 0; at < all.size() - 1; at++) {
            if (cursor.isString() && cursor(all.get(at)).equals(cursor.stringValue())) {
                return Optional.of(from(at + 1, all));
            }
        }
        return Optional.empty();
    }

    private static Page from(int start, List<Offer> all) {
        int end = Math.min(start + SIZE, all.size());
        Optional<String> next = end < all.size() ? Optional.of(cursor(all.get(end - 1))) : Optional.empty();
        return new Page(all.subList(start, end), next);
    }

    private static String cursor(Offer last) {
        String text = last.kind().member() + " " + last.key();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
