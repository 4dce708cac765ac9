package org.watchbill.gateway.rpc;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads server-sent events (WHATWG HTML section 9.2.6) one after the other from a response. */
public final class EventReader {

    /** One event; {@code id} is the last one seen, {@code data} without the final line break. */
    public record Event(String name, String id, String data) {}

    private final InputStream in;
    private final int largest;
    private String lastId = "";
    private boolean afterCarriageReturn;
    private boolean ended;

    /** An event or line of more than {@code largest} bytes fails the reading with an {@link IOException}. */
    public EventReader(InputStream in, int largest) {
        this.in = new BufferedInputStream(in);
        this.largest = largest;
    }

    /** The next event that carries data or an id; empty at the end. An event that the end cuts off is dropped. */
    public Optional<Event> next() throws IOException {
        StringBuilder data = new StringBuilder();
        String name = "message";
        boolean something = false;
        while (true) {
            String line = line();
            if (ended) {
                return Optional.empty();
            }
            if (line.isEmpty()) {
                if (something) {
                    return Optional.of(new Event(name, lastId, data.toString()));
                }
                name = "message";
                continue;
            }
            switch (field(line)) {
                case "data" -> {
                    data.append(something && !data.isEmpty() ? "\n" : "").append(value(line));
                    something = true;
                }
                case "event" -> name = value(line);
                case "id" -> {
                    lastId = value(line);
                    something = true;
                }
                default -> {}
            }
            if (data.length() > largest) {
                throw new IOException("The event is larger than " + largest + " bytes");
            }
        }
    }

    private static String field(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
    }

    private static String value(String line) {
        int colon = line.indexOf(':');
        String value = colon < 0 ? "" : line.substring(colon + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    /** Lines end with CR LF, LF or CR. */
    private String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            boolean second = next == '\n' && afterCarriageReturn;
            afterCarriageReturn = next == '\r';
            if (second) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                return bytes.toString(StandardCharsets.UTF_8);
            }
            if (bytes.size() >= largest) {
                throw new IOException("The line is longer than " + largest + " bytes");
            }
            bytes.write(next);
        }
        ended = true;
        return "";
    }
}
