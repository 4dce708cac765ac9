package org.watchbill.system.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.watchbill.kit.testing.CheckList;

/** What auth-service has to prove with other programs around it; the rest is proven in its own module. */
final class EveryCheckTest {

    @Test
    void everyRequirementOnTheListHasItsTest() {
        assertThat(CheckList.of(EveryCheckTest.class, "/system-tests/checks.txt")
                        .loose())
                .isEmpty();
    }
}
