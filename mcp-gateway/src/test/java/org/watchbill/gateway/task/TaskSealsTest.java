package org.watchbill.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.watchbill.gateway.credential.Principal;
import org.watchbill.kit.config.Secret;

class TaskSealsTest {

    private static final Secret KEY = new Secret("0123456789abcdef0123456789abcdef");
    private static final Principal ANA = new Principal("ana", "harbor", "app");

    private final TaskSeals seals = new TaskSeals(KEY);

    @Test
    void anyReplicaOpensWhatAnotherOneSealed() {
        SealedTask sealed = seals.seal("schedule-service", "own\nid", ANA);

        assertThat(new TaskSeals(KEY).open(sealed.id(), ANA))
                .contains(new SealedTask(sealed.id(), "schedule-service", "own\nid"));
    }

    @Test
    void aTaskAlwaysHasTheSameIdAndNoOtherTaskHasIt() {
        String id = seals.seal("schedule-service", "own-id", ANA).id();

        assertThat(new TaskSeals(KEY).seal("schedule-service", "own-id", ANA).id())
                .isEqualTo(id);
        assertThat(seals.seal("schedule-service", "own-id2", ANA).id()).isNotEqualTo(id);
        assertThat(seals.seal("booking-service", "own-id", ANA).id()).isNotEqualTo(id);
    }

    @Test
    void nobodyElseOpensIt() {
        String id = seals.seal("schedule-service", "own-id", ANA).id();

        assertThat(seals.open(id, new Principal("ben", "harbor", "app"))).isEmpty();
        assertThat(seals.open(id, new Principal("ana", "other", "app"))).isEmpty();
        assertThat(seals.open(id, new Principal("ana", "harbor", "other"))).isEmpty();
        assertThat(seals.open("x".repeat(5000), ANA)).isEmpty();
        assertThat(seals.open("", ANA)).isEmpty();
    }
}
