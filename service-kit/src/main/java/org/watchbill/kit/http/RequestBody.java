package org.watchbill.kit.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body: reading past the limit answers 413, its end is reported. */
final class RequestBody extends FilterInputStream {

    private final long limit;
    private final Runnable atEnd;
    private long count;
    private boolean ended;

    RequestBody(InputStream source, long limit, Runnable atEnd) {
        super(source);
        this.limit = limit;
        this.atEnd = atEnd;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return counted(in.read(bytes, offset, length));
        } catch (NumberFormatException
                | DataReader.IncorrectNewLineException
                | DataReader.InsufficientDataAvailableException e) {
            // Without the cause: its message quotes the body.
            throw refusal(EventType.BAD_REQUEST, Status.BAD_REQUEST_400, "The body is malformed or ends early");
        }
    }

    @Override
    public long skip(long n) throws IOException {
        return read(new byte[Math.clamp(n, 0, 8192)]);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Reads and drops up to {@code most} bytes, so that the sender gets to see the answer; true when nothing is left. */
    boolean drain(long most) throws IOException {
        byte[] dropped = new byte[8192];
        long left = most;
        while (!ended && left > 0) {
            int read = in.read(dropped);
            if (read < 0) {
                ended = true;
            }
            left -= read;
        }
        return ended;
    }

    private int counted(int read) {
        if (read < 0) {
            if (!ended) {
                ended = true;
                atEnd.run();
            }
            return read;
        }
        count += read;
        if (count > limit) {
            throw refusal(
                    EventType.PAYLOAD_TOO_LARGE,
                    Status.REQUEST_ENTITY_TOO_LARGE_413,
                    "The body is larger than " + limit + " bytes");
        }
        return read;
    }

    private static RequestException refusal(EventType type, Status status, String detail) {
        return RequestException.builder()
                .type(type)
                .status(status)
                .setKeepAlive(false)
                .message(detail)
                .build();
    }
}
