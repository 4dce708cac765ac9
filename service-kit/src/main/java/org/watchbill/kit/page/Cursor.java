package org.watchbill.kit.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.UUID;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;

/** The place after which the next page begins: the sort key and the id of the last item seen. */
public record Cursor(String key, UUID id) {

    /** Before the first item of any list. */
    public static final Cursor START = new Cursor("", new UUID(0, 0));

    private static final int UUID_LENGTH = 36;
    /** Later than anything that is kept, and still a time for every database. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((id + key).getBytes(UTF_8));
    }

    /** The place that {@code text} names; throws {@link RefusedException}. */
    public static Cursor of(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            String key = plain.substring(UUID_LENGTH);
            if (key.codePoints().anyMatch(Character::isISOControl)) {
                throw unknown();
            }
            return new Cursor(key, UUID.fromString(plain.substring(0, UUID_LENGTH)));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw unknown();
        }
    }

    /** The sort key as an instant; throws {@link RefusedException}. */
    public Instant instant() {
        try {
            Instant instant = key.isEmpty() ? Instant.EPOCH : Instant.parse(key);
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
                throw unknown();
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw unknown();
        }
    }

    private static RefusedException unknown() {
        return new RefusedException(
                Refusal.invalid("cursor", "The cursor is not one of this list; start again without it"));
    }
}
