package org.watchbill.kit.audit;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.ServiceTokens;

/**
 * Delivers the outbox to audit-service, in batches, at least once, in order of insertion; several replicas share the work.
 * While audit-service is down the events wait.
 */
public final class OutboxSender implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(OutboxSender.class.getName());
    private static final Duration REFUSED_EVENTS_WAIT = Duration.ofMinutes(10);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final WaitingEvents events;
    private final EventReceiver receiver;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Object sending = new Object();
    private boolean interruptible;
    private int failures;
    private long released = System.nanoTime() - REFUSED_EVENTS_WAIT.toNanos();

    private OutboxSender(WaitingEvents events, EventReceiver receiver, String service) {
        this.events = events;
        this.receiver = receiver;
        this.thread = Thread.ofVirtual().name(service + "-outbox-sender").unstarted(this::run);
    }

    /** With the service's own token, asked for by client credentials. */
    public static OutboxSender start(Database database, URI auditService, ServiceTokens tokens) {
        return start(database, auditService, () -> tokens.token("audit-service", "audit:append"));
    }

    /** {@code token} gives a bearer token for audit-service with the scope {@code audit:append}. */
    public static OutboxSender start(Database database, URI auditService, Supplier<String> token) {
        OutboxSender sender = new OutboxSender(
                new WaitingEvents(database), new EventReceiver(auditService, token), database.service());
        sender.thread.start();
        return sender;
    }

    /** How many events wait. */
    public long backlog() {
        return events.count();
    }

    /** How many of them audit-service cannot accept; they are tried again every ten minutes. */
    public long refused() {
        return events.countRefused();
    }

    /** Stops at once; what is under way is sent again by the next sender. */
    @Override
    public void close() {
        stopped.countDown();
        synchronized (sending) {
            if (interruptible) {
                thread.interrupt();
            }
        }
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        receiver.close();
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (!hasStopped(pause)) {
            pause = deliver();
        }
    }

    /** Delivers one batch and tells how long to wait before the next. */
    private Duration deliver() {
        try {
            releaseRefused();
            Delivered delivered = events.deliver(this::send);
            succeeded();
            return delivered.size() == WaitingEvents.BATCH ? Duration.ZERO : RetryPause.after(0);
        } catch (RuntimeException e) {
            failed(e);
            return RetryPause.after(failures);
        }
    }

    private boolean hasStopped(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Only here may the thread be interrupted: an interrupt inside a statement would make H2 close its file. */
    private Delivered send(List<WaitingEvent> batch) {
        synchronized (sending) {
            if (stopped.getCount() == 0) {
                throw new DeliveryException("The sender is closed");
            }
            interruptible = true;
        }
        try {
            return receiver.deliver(batch);
        } finally {
            synchronized (sending) {
                interruptible = false;
                Thread.interrupted();
            }
        }
    }

    private void releaseRefused() {
        if (System.nanoTime() - released >= REFUSED_EVENTS_WAIT.toNanos()) {
            events.release();
            released = System.nanoTime();
        }
    }

    private void succeeded() {
        if (failures > 0) {
            LOGGER.log(System.Logger.Level.INFO, "Audit events are delivered again: failures={0}", failures);
        }
        failures = 0;
    }

    private void failed(RuntimeException failure) {
        failures++;
        if (failures == 1 && stopped.getCount() > 0) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Audit events wait, because they cannot be delivered: reason={0}",
                    failure.getMessage());
        }
    }
}
