package org.watchbill.system.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.watchbill.system.kill.StoredRequest.State;
import org.watchbill.system.kill.Write.Kind;

final class ReconciliationTest {

    private static final Write SUBMITTED = new Write(Kind.SUBMIT, "r1");
    private static final Write APPROVED = new Write(Kind.APPROVE, "r1");
    private static final StoredEvent SUBMIT_EVENT = event("e1", "submit_coverage_request");
    private static final StoredEvent APPROVE_EVENT = event("e2", "approve_request");
    private static final StoredRequest OPEN = new StoredRequest("r1", "a1", State.OPEN, false);
    private static final StoredRequest DONE = new StoredRequest("r1", "a1", State.APPROVED, true);

    @Test
    void whatAgreesHasNoMismatch() {
        assertThat(Reconciliation.mismatches(
                        List.of(SUBMITTED, APPROVED), List.of(DONE), List.of(SUBMIT_EVENT, APPROVE_EVENT)))
                .isEmpty();
    }

    @Test
    void anAnsweredWriteThatIsGoneIsFound() {
        assertThat(Reconciliation.mismatches(List.of(SUBMITTED), List.of(), List.of(SUBMIT_EVENT)))
                .containsExactly(
                        "answered but lost: Write[kind=SUBMIT, requestId=r1]",
                        "1 events for Write[kind=SUBMIT, requestId=r1] but the request is null");
    }

    @Test
    void anAnsweredWriteWithoutEventIsFound() {
        assertThat(Reconciliation.mismatches(List.of(SUBMITTED), List.of(OPEN), List.of()))
                .containsExactly(
                        "answered with 0 events: Write[kind=SUBMIT, requestId=r1]",
                        "request without its event: StoredRequest[id=r1, assignment=a1, state=OPEN, moved=false]");
    }

    @Test
    void anEventDeliveredTwiceIsFound() {
        assertThat(Reconciliation.mismatches(List.of(SUBMITTED), List.of(OPEN), List.of(SUBMIT_EVENT, SUBMIT_EVENT)))
                .contains(
                        "event twice: StoredEvent[eventId=e1, operation=submit_coverage_request, outcome=success, target=r1]")
                .contains("answered with 2 events: Write[kind=SUBMIT, requestId=r1]");
    }

    @Test
    void anEventWithoutItsEffectIsFound() {
        assertThat(Reconciliation.mismatches(List.of(SUBMITTED), List.of(OPEN), List.of(SUBMIT_EVENT, APPROVE_EVENT)))
                .containsExactly("1 events for Write[kind=APPROVE, requestId=r1] but the request is " + OPEN);
    }

    @Test
    void anApprovalThatLeftTheRosterAloneIsFound() {
        StoredRequest halfDone = new StoredRequest("r1", "a1", State.APPROVED, false);
        assertThat(Reconciliation.mismatches(
                        List.of(SUBMITTED, APPROVED), List.of(halfDone), List.of(SUBMIT_EVENT, APPROVE_EVENT)))
                .containsExactly("request and roster disagree: " + halfDone);
    }

    @Test
    void aShiftThatMovedWithoutAnApprovalIsFound() {
        StoredRequest moved = new StoredRequest("r1", "a1", State.OPEN, true);
        assertThat(Reconciliation.mismatches(List.of(SUBMITTED), List.of(moved), List.of(SUBMIT_EVENT)))
                .containsExactly("request and roster disagree: " + moved);
    }

    @Test
    void aShiftThatMovedOnceMayHaveBeenDeniedBefore() {
        StoredRequest denied = new StoredRequest("r0", "a1", State.DENIED, true);
        assertThat(Reconciliation.mismatches(
                        List.of(),
                        List.of(denied, DONE),
                        List.of(
                                SUBMIT_EVENT,
                                APPROVE_EVENT,
                                new StoredEvent("e3", "submit_coverage_request", "success", "r0"),
                                new StoredEvent("e4", "deny_request", "success", "r0"))))
                .isEmpty();
    }

    @Test
    void aRefusalThatNobodyWasToldOfIsFound() {
        StoredEvent refusal = new StoredEvent("e3", "approve_request", "conflict", "r1");
        assertThat(Reconciliation.mismatches(List.of(SUBMITTED), List.of(OPEN), List.of(SUBMIT_EVENT, refusal)))
                .containsExactly("event of a refusal that no client was told of: " + refusal);
    }

    private static StoredEvent event(String id, String operation) {
        return new StoredEvent(id, operation, "success", "r1");
    }
}
