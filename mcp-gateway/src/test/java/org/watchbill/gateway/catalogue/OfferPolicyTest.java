package org.watchbill.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.gateway.credential.Identity;
import org.watchbill.gateway.credential.Principal;
import org.watchbill.kit.config.Secret;

class OfferPolicyTest {

    private static final Principal ANA = new Principal("ana", "harbor", "client");
    private static final Secret TOKEN = new Secret("a token");

    @ParameterizedTest
    @CsvSource({
        "schedule:read, false, true, true",
        "requests:read, false, true, true",
        "requests:write, false, true, true",
        "audit:read, false, true, false",
        "audit:read, true, false, false",
        "schedule:read, true, false, false"
    })
    void isOpenToWhomRoleAndScopesCanReachIt(String scope, boolean adminOnly, boolean consent, boolean fixed) {
        OfferPolicy policy = new OfferPolicy(Set.of(scope), adminOnly, "schedule");

        assertThat(policy.isOpenTo(Identity.withConsent(ANA, false, TOKEN))).isEqualTo(consent);
        assertThat(policy.isOpenTo(
                        Identity.withFixedScopes(ANA, false, TOKEN, Set.of("schedule:read", "requests:write"))))
                .isEqualTo(fixed);
        assertThat(policy.isOpenTo(Identity.withConsent(ANA, true, TOKEN))).isTrue();
    }
}
