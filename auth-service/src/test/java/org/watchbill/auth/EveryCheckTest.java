package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.watchbill.kit.testing.CheckList;

class EveryCheckTest {

    @Test
    void everyRequirementOnTheListHasItsTest() {
        assertThat(CheckList.of(EveryCheckTest.class, "/auth-service/checks.txt")
                        .loose())
                .isEmpty();
    }
}
