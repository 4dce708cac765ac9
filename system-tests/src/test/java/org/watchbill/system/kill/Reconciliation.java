package org.watchbill.system.kill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.watchbill.system.kill.StoredRequest.State;
import org.watchbill.system.kill.Write.Kind;

/** Compares what clients were told with what the two databases hold; every difference is a sentence. */
final class Reconciliation {

    private final Map<String, StoredRequest> requests;
    private final Set<String> granted;
    private final Map<Write, Integer> events = new HashMap<>();
    private final List<String> mismatches = new ArrayList<>();

    private Reconciliation(List<StoredRequest> requests) {
        this.requests = requests.stream().collect(Collectors.toMap(StoredRequest::id, request -> request));
        this.granted = requests.stream()
                .filter(request -> request.state() == State.APPROVED)
                .map(StoredRequest::assignment)
                .collect(Collectors.toSet());
    }

    static List<String> mismatches(List<Write> answered, List<StoredRequest> requests, List<StoredEvent> events) {
        Reconciliation reconciliation = new Reconciliation(requests);
        reconciliation.count(events);
        answered.forEach(reconciliation::checkAnswered);
        requests.forEach(reconciliation::checkStored);
        reconciliation.checkEffects();
        return reconciliation.mismatches;
    }

    private void count(List<StoredEvent> stored) {
        Set<String> seen = new HashSet<>();
        for (StoredEvent event : stored) {
            if (!seen.add(event.eventId())) {
                mismatches.add("event twice: " + event);
            }
            if (!event.outcome().equals("success")) {
                mismatches.add("event of a refusal that no client was told of: " + event);
                continue;
            }
            for (Kind kind : Kind.values()) {
                if (event.is(kind, event.target())) {
                    events.merge(new Write(kind, event.target()), 1, Integer::sum);
                }
            }
        }
    }

    private void checkAnswered(Write write) {
        StoredRequest request = requests.get(write.requestId());
        if (request == null) {
            mismatches.add("answered but lost: " + write);
        } else if (write.kind() != Kind.SUBMIT && request.state() != stateAfter(write.kind())) {
            mismatches.add("answered but without effect: " + write + ", " + request);
        }
        int count = events.getOrDefault(write, 0);
        if (count != 1) {
            mismatches.add("answered with " + count + " events: " + write);
        }
    }

    private void checkStored(StoredRequest request) {
        if (!events.containsKey(new Write(Kind.SUBMIT, request.id()))) {
            mismatches.add("request without its event: " + request);
        }
        for (Kind kind : List.of(Kind.APPROVE, Kind.DENY)) {
            if (request.state() == stateAfter(kind) && !events.containsKey(new Write(kind, request.id()))) {
                mismatches.add("decision without its event: " + request);
            }
        }
        if (granted.contains(request.assignment()) != request.moved()) {
            mismatches.add("request and roster disagree: " + request);
        }
    }

    private void checkEffects() {
        events.forEach((write, count) -> {
            StoredRequest request = requests.get(write.requestId());
            boolean effect =
                    request != null && (write.kind() == Kind.SUBMIT || request.state() == stateAfter(write.kind()));
            if (!effect || count > 1) {
                mismatches.add(count + " events for " + write + " but the request is " + request);
            }
        });
    }

    private static State stateAfter(Kind kind) {
        return switch (kind) {
            case SUBMIT -> State.OPEN;
            case APPROVE -> State.APPROVED;
            case DENY -> State.DENIED;
        };
    }
}
