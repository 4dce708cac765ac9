package org.watchbill.kit.audit;

import java.util.List;
import java.util.stream.Stream;

/** What became of a batch: events with a receipt, and events that audit-service cannot accept. */
record Delivered(List<WaitingEvent> accepted, List<WaitingEvent> refused) {

    static final Delivered NOTHING = new Delivered(List.of(), List.of());

    Delivered {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
    }

    Delivered and(Delivered more) {
        return new Delivered(
                Stream.concat(accepted.stream(), more.accepted.stream()).toList(),
                Stream.concat(refused.stream(), more.refused.stream()).toList());
    }

    int size() {
        return accepted.size() + refused.size();
    }
}
