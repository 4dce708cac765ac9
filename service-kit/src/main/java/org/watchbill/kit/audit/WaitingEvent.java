package org.watchbill.kit.audit;

import java.util.UUID;

/** An event in the outbox, as the JSON that is sent. */
record WaitingEvent(long sequenceNumber, UUID eventId, String json) {}
