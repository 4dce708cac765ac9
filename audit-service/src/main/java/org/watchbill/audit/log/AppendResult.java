package org.watchbill.audit.log;

import java.util.List;
import java.util.UUID;

/** What became of a batch of events. */
sealed interface AppendResult {

    /** Where an event stands for ever. */
    record Receipt(UUID eventId, long index) {}

    /** Every event is in the log and on disk; receipts in the order of the batch. */
    record Appended(List<Receipt> receipts) implements AppendResult {}

    /** Nothing was appended: the event at {@code position} of the batch has the id of another, different event. */
    record Conflicting(int position, UUID eventId) implements AppendResult {}
}
