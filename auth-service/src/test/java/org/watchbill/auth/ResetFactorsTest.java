package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.ApiClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.Tenant;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** Taking the second factors from somebody who has lost them, by REST. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ResetFactorsTest {

    private final RunningAuth auth;
    private final Tenant tenant;
    private final ApiClient admin;

    ResetFactorsTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        tenant = Tenant.in(auth);
        admin = tenant.as(tenant.admin());
    }

    @Test
    void appPasskeysAndRecoveryCodesGo() {
        tenant.addFactors(tenant.member());
        assertThat(hasSecondFactor(tenant.member())).isTrue();

        HttpCalls.Answer reset = admin.delete(factors(tenant.member()));

        assertThat(reset.status()).as(reset.body()).isEqualTo(204);
        assertThat(auth.content("totp_factors") + auth.content("passkeys") + auth.content("recovery_codes"))
                .doesNotContain(tenant.member().id().toString());
        assertThat(hasSecondFactor(tenant.member())).isFalse();
        assertThat(admin.delete(factors(tenant.member())).status()).isEqualTo(409);
        assertThat(tenant.audited()).containsExactly("reset_factors success", "reset_factors conflict conflict");
        assertThat(tenant.events().getFirst().at("/target/id").stringValue())
                .isEqualTo(tenant.member().id().toString());
    }

    @Test
    void aPasskeyAloneIsASecondFactorToo() {
        tenant.addPasskey(tenant.member());
        assertThat(hasSecondFactor(tenant.member())).isTrue();
        assertThat(admin.delete(factors(tenant.member())).status()).isEqualTo(204);
    }

    @Test
    void whoIsInAnotherOrganisationTooKeepsThem() {
        tenant.addFactors(tenant.member());
        Tenant.in(auth).join(tenant.member().id(), "member");
        assertThat(admin.delete(factors(tenant.member())).status()).isEqualTo(409);
        assertThat(hasSecondFactor(tenant.member())).isTrue();
    }

    @Test
    void peopleOfOtherOrganisationsAreUnknown() {
        Tenant elsewhere = Tenant.in(auth);
        elsewhere.addFactors(elsewhere.member());
        assertThat(admin.delete(factors(elsewhere.member())).status()).isEqualTo(404);
        assertThat(auth.content("totp_factors"))
                .contains(elsewhere.member().id().toString());
    }

    @Test
    void administratorsKeepTheirOwnUntilSomebodyElseResetsThem() {
        tenant.addFactors(tenant.admin());
        assertThat(admin.delete(factors(tenant.admin())).status()).isEqualTo(409);
        assertThat(hasSecondFactor(tenant.admin())).isTrue();
        assertThat(tenant.operator().delete(factors(tenant.admin())).status()).isEqualTo(204);
    }

    @Test
    void membersAndTokensWithoutTheRightMayNot() {
        tenant.addFactors(tenant.member());
        assertThat(tenant.as(tenant.member()).delete(factors(tenant.member())).status())
                .isEqualTo(403);
        assertThat(tenant.as(tenant.admin(), "people:read")
                        .delete(factors(tenant.member()))
                        .status())
                .isEqualTo(403);
        assertThat(hasSecondFactor(tenant.member())).isTrue();
    }

    private boolean hasSecondFactor(Tenant.Person person) {
        return admin.get("/users/" + person.id()).json().path("second_factor").booleanValue();
    }

    private static String factors(Tenant.Person person) {
        return "/users/" + person.id() + "/factors";
    }
}
