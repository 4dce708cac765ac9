package org.watchbill.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server on a free port that keeps what it takes and refuses what it is told to refuse. */
public final class MailServerFake implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int KEPT_ALL_THE_SAME = 421;

    /** How clients have to come. */
    public enum Door {
        OPEN,
        STARTTLS_AND_LOGIN,
        TLS
    }

    public static final String USER = "watchbill";
    public static final String PASSWORD = "letter-box";

    private record Reply(int code, boolean afterContent) {}

    private final Door door;
    private final TestCertificate certificate;
    private final List<ReceivedMail> received = new ArrayList<>();
    private final Map<String, Queue<Reply>> replies = new HashMap<>();
    private SMTPServer server;
    private boolean hangs;
    private int waiting;

    private MailServerFake(Door door, TestCertificate certificate) {
        this.door = door;
        this.certificate = certificate;
        this.server = build(0);
        this.server.start();
    }

    public static MailServerFake start() {
        return new MailServerFake(Door.OPEN, TestCertificate.LOCALHOST);
    }

    public static MailServerFake start(Door door, TestCertificate certificate) {
        return new MailServerFake(door, certificate);
    }

    /** The {@code mail.*} settings of a service that sends by this server without protection. */
    public Map<String, String> settings() {
        return Map.of(
                "mail.smtp.host", "127.0.0.1",
                "mail.smtp.port", Integer.toString(port()),
                "mail.smtp.security", "none",
                "mail.from", "Watchbill <watchbill@harbor.example>");
    }

    public int port() {
        return server.getPortAllocated();
    }

    /** Answers the next mails to {@code recipient} with {@code codes}, one each. */
    public void refuse(String recipient, int... codes) {
        refuse(recipient, false, codes);
    }

    /** The same, but only once the content has come. */
    public void refuseContent(String recipient, int... codes) {
        refuse(recipient, true, codes);
    }

    /** Keeps the next mail to {@code recipient} and says that it did not. */
    public void forgetReply(String recipient) {
        refuse(recipient, true, KEPT_ALL_THE_SAME);
    }

    /** Whether everybody waits for an answer to the recipient. */
    public synchronized void hang(boolean now) {
        hangs = now;
        notifyAll();
    }

    public synchronized boolean isHanging() {
        return waiting > 0;
    }

    private synchronized void waitWhileHanging() {
        waiting++;
        try {
            while (hangs) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting--;
        }
    }

    private synchronized void refuse(String recipient, boolean afterContent, int... codes) {
        Queue<Reply> queue = replies.computeIfAbsent(recipient, missing -> new ArrayDeque<>());
        for (int code : codes) {
            queue.add(new Reply(code, afterContent));
        }
    }

    public synchronized List<ReceivedMail> received() {
        return List.copyOf(received);
    }

    public List<ReceivedMail> receivedBy(String recipient) {
        return received().stream()
                .filter(mail -> mail.recipient().equals(recipient))
                .toList();
    }

    /** The newest mail to {@code recipient}, once there are {@code count} of them. */
    public ReceivedMail await(String recipient, int count) {
        await(() -> receivedBy(recipient).size() >= count);
        return receivedBy(recipient).get(count - 1);
    }

    public static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    public void stop() {
        server.stop();
    }

    /** Starts again on the same port. */
    public void restart() {
        server = build(port());
        server.start();
    }

    @Override
    public void close() {
        server.stop();
    }

    private SMTPServer build(int port) {
        SMTPServer.Builder builder = SMTPServer.port(port)
                .hostName("localhost")
                .insertReceivedHeaders(false)
                .messageHandlerFactory(context -> new Envelope());
        return switch (door) {
            case OPEN -> builder.build();
            case TLS -> builder.serverSocketFactory(certificate.context()).build();
            case STARTTLS_AND_LOGIN ->
                builder.enableTLS()
                        .requireTLS()
                        .startTlsSocketFactory(certificate.context())
                        .requireAuth()
                        .authenticationHandlerFactory(
                                new EasyAuthenticationHandlerFactory((user, password, context) -> {
                                    if (!user.equals(USER) || !password.equals(PASSWORD)) {
                                        throw new LoginFailedException();
                                    }
                                }))
                        .build();
        };
    }

    private synchronized Optional<Reply> nextReply(String recipient, boolean afterContent) {
        Queue<Reply> queue = replies.getOrDefault(recipient, new ArrayDeque<>());
        boolean due = !queue.isEmpty() && queue.element().afterContent() == afterContent;
        return due ? Optional.of(queue.remove()) : Optional.empty();
    }

    private synchronized void keep(ReceivedMail mail) {
        received.add(mail);
    }

    private final class Envelope implements MessageHandler {

        private String recipient = "";

        @Override
        public void from(String sender) {
            // everybody may send
        }

        @Override
        public void recipient(String address) throws RejectException {
            waitWhileHanging();
            answer(nextReply(address, false));
            recipient = address;
        }

        @Override
        public String data(InputStream content) throws RejectException {
            try {
                String source = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                ReceivedMail mail = new ReceivedMail(recipient, source);
                Optional<Reply> reply = nextReply(recipient, true);
                if (reply.isEmpty() || reply.get().code() == KEPT_ALL_THE_SAME) {
                    keep(mail);
                }
                answer(reply);
                return "kept";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void answer(Optional<Reply> reply) throws RejectException {
            if (reply.isPresent()) {
                throw new RejectException(reply.get().code(), "as told");
            }
        }

        @Override
        public void done() {
            // nothing to tidy up
        }
    }
}
