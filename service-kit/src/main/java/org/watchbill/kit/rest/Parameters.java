package org.watchbill.kit.rest;

import io.helidon.webserver.http.ServerRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.watchbill.kit.json.PlainText;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Identifiers;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;

/** The query parameters of a request; a value that cannot be read throws {@link RefusedException}. */
public final class Parameters {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;

    private final ServerRequest request;

    public Parameters(ServerRequest request) {
        this.request = request;
    }

    /** Refuses every parameter that is not among {@code known}, and one that comes twice. */
    public static Parameters of(ServerRequest request, Set<String> known) {
        request.query().names().forEach(name -> {
            if (!known.contains(name)) {
                throw new RefusedException(Refusal.invalid(name, "There is no such query parameter here"));
            }
            if (request.query().all(name).size() > 1) {
                throw new RefusedException(Refusal.invalid(name, "The query parameter comes more than once"));
            }
        });
        return new Parameters(request);
    }

    public Optional<String> text(String name) {
        Optional<String> text = request.query().first(name).asOptional().filter(value -> !value.isBlank());
        if (text.filter(value -> !PlainText.isPlain(value)).isPresent()) {
            throw new RefusedException(Refusal.invalid(name, "The value has characters that nothing here has"));
        }
        return text;
    }

    public Optional<LocalDate> date(String name) {
        try {
            return text(name).map(LocalDate::parse);
        } catch (DateTimeException e) {
            throw new RefusedException(Refusal.invalid(name, "The date is not one; write 2026-11-21"));
        }
    }

    public boolean flag(String name) {
        return text(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new RefusedException(Refusal.invalid(name, "The value is true or false"));
                })
                .orElse(false);
    }

    public Optional<UUID> uuid(String name) {
        return text(name)
                .map(value -> Identifiers.uuid(value)
                        .orElseThrow(() -> new RefusedException(Refusal.invalid(name, "The id is not a UUID"))));
    }

    /** Where the page begins. */
    public Cursor cursor() {
        return text("cursor").map(Cursor::of).orElse(Cursor.START);
    }

    /** How many items a page may have. */
    public int limit() {
        Optional<String> limit = text("limit");
        if (limit.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        return limit.filter(value -> value.matches("[1-9][0-9]{0,2}"))
                .map(Integer::valueOf)
                .filter(value -> value <= MOST)
                .orElseThrow(
                        () -> new RefusedException(Refusal.invalid("limit", "The limit is a number from 1 to 200")));
    }
}
