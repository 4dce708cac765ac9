package org.watchbill.gateway.door;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.watchbill.gateway.door.PendingAnswer.Step;
import org.watchbill.gateway.rpc.EventStream;
import org.watchbill.gateway.rpc.Journal;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.run.EventLog;
import tools.jackson.databind.JsonNode;

/** The stream of a pending answer, for as long as its client reads along. */
final class AnswerStream {

    private static final EventLog LOG = EventLog.named(AnswerStream.class.getName());
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final PendingAnswer answer;
    private final Journal journal;
    private final EventStream events;
    private final Duration keepAlive;
    private boolean asking;
    private long lastStep = System.nanoTime();

    AnswerStream(PendingAnswer answer, Journal journal, EventStream events, Duration keepAlive) {
        this.answer = answer;
        this.journal = journal;
        this.events = events;
        this.keepAlive = keepAlive;
    }

    /** Ends with the answer, when the client has gone, or when the client had better come again. */
    void hold(Optional<Step> first) throws InterruptedException {
        try {
            journal.opening().ifPresent(events::opening);
            Optional<Step> step = first;
            while (step.isEmpty() || !isLast(step.get())) {
                step = next();
                if (step.isEmpty() && hasGoneSilent()) {
                    answer.leaveAlone();
                    return;
                }
                if (step.isEmpty()) {
                    events.keepAlive();
                }
            }
        } catch (UncheckedIOException e) {
            leave();
            throw e;
        } catch (InterruptedException e) {
            answer.giveUp();
            throw e;
        }
    }

    private void leave() {
        if (journal.outlivesConnection()) {
            answer.leaveAlone();
        } else {
            answer.giveUp();
        }
    }

    /** When the server stops, the work is told and gets a moment to come to its end. */
    private Optional<Step> next() throws InterruptedException {
        try {
            return answer.next(patience());
        } catch (InterruptedException e) {
            answer.giveUp();
            Optional<Step> last = answer.next(FAREWELL);
            if (last.isEmpty()) {
                throw e;
            }
            return last;
        }
    }

    private Duration patience() {
        return journal.longestSilence()
                .filter(longest -> longest.compareTo(keepAlive) < 0)
                .orElse(keepAlive);
    }

    private boolean hasGoneSilent() {
        return !asking
                && journal.longestSilence()
                        .filter(longest -> System.nanoTime() - lastStep >= longest.toNanos())
                        .isPresent();
    }

    private boolean isLast(Step step) {
        lastStep = System.nanoTime();
        switch (step) {
            case Step.Notice(JsonNode message, Optional<String> id) -> {
                asking = message.has("id");
                events.message(message, id);
                return false;
            }
            case Step.Done(Reply.Message message, Optional<String> id) -> events.message(message.body(), id);
            case Step.Broken(RuntimeException reason) -> {
                LOG.error("call failed on its stream", reason);
                events.message(Reply.errorMessage(
                        Optional.empty(), RpcError.of(RpcError.INTERNAL, "The call failed inside the gateway")));
            }
            case Step.Over over -> {}
        }
        return true;
    }
}
