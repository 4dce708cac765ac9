package org.watchbill.gateway.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One request on a connection of its own, byte for byte as given; no client library repairs or refuses anything. */
public final class RawHttp {

    private static final int MOST_READ = 4 * 1024 * 1024;

    /** {@code status} is 0 when the server closed without a word. */
    public record Answer(int status, String head, String body) {

        public boolean isStream() {
            return head.toLowerCase(Locale.ROOT).contains("content-type: text/event-stream");
        }
    }

    private final int port;
    private final int patienceMillis;

    public RawHttp(int port, int patienceMillis) {
        this.port = port;
        this.patienceMillis = patienceMillis;
    }

    /** Throws {@link java.net.SocketTimeoutException} when the server neither answers nor closes. */
    public Answer send(String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(patienceMillis);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            request.writeBytes(body);
            try {
                socket.getOutputStream().write(request.toByteArray());
                socket.getOutputStream().flush();
            } catch (IOException refusedEarly) {
                // The answer may be there all the same.
            }
            return read(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static Answer read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = readOrEnd(in);
            if (next < 0) {
                return new Answer(0, head.toString(StandardCharsets.ISO_8859_1), "");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int status = Integer.parseInt(text.substring(9, 12));
        Answer bare = new Answer(status, text, "");
        return bare.isStream() ? bare : new Answer(status, text, body(in, text));
    }

    private static int readOrEnd(InputStream in) throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException hang) {
            throw hang;
        } catch (IOException reset) {
            return -1;
        }
    }

    private static String body(InputStream in, String head) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length: ");
        int length = at < 0
                ? 0
                : Integer.parseInt(
                        lower.substring(at + 16, lower.indexOf("\r\n", at)).strip());
        return new String(in.readNBytes(Math.min(length, MOST_READ)), StandardCharsets.UTF_8);
    }
}
