package org.watchbill.audit.log;

import java.util.List;
import java.util.Optional;
import org.watchbill.kit.refusal.Refusal;

/** What a batch of events must look like to be taken. */
final class EventRules {

    private static final int LARGEST_BATCH = 256;
    private static final int LARGEST_EVENT = 65_536;
    private static final int LONGEST_SUBJECT = 200;

    private EventRules() {}

    /** Why the batch is not taken; an event is named by its place. */
    static Optional<Refusal> refusal(List<CanonicalEvent> batch) {
        if (batch.isEmpty() || batch.size() > LARGEST_BATCH) {
            return Optional.of(Refusal.invalid("events", "A batch has between 1 and 256 events"));
        }
        for (int position = 0; position < batch.size(); position++) {
            CanonicalEvent event = batch.get(position);
            if (event.size() > LARGEST_EVENT) {
                return Optional.of(Refusal.invalid("events[" + position + "]", "An event has at most 65536 bytes"));
            }
            if (event.subject().isBlank() || event.subject().length() > LONGEST_SUBJECT) {
                return Optional.of(Refusal.invalid(
                        "events[" + position + "].actor.subject", "A subject has between 1 and 200 characters"));
            }
        }
        return Optional.empty();
    }
}
