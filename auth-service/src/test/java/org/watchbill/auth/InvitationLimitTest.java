package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.Tenant;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** How often one address is invited, whichever way administrators take. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class InvitationLimitTest {

    private static final String LIST = "/admin/harbor-clinic/invitations";

    private final TestDatabase database;

    InvitationLimitTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void invitationsByRestCountForThePagesToo() {
        try (RunningAuth auth = RunningAuth.start(database.settings(), Map.of("demo", "true"))) {
            Browser admin = new Browser(auth.calls()).signIn("admin@harbor.example");
            for (int organisation = 1; organisation <= 5; organisation++) {
                Tenant tenant = Tenant.in(auth);
                HttpCalls.Answer invited = tenant.as(tenant.admin())
                        .post("/invitations", "{\"email\":\"cy@harbor.example\",\"role\":\"member\"}");
                assertThat(invited.status()).as(invited.body()).isEqualTo(201);
            }
            assertThat(invite(admin, "dee@harbor.example").status()).isEqualTo(200);
            HttpCalls.Answer sixth = invite(admin, "cy@harbor.example");
            assertThat(sixth.status()).as(sixth.body()).isEqualTo(429);
        }
    }

    private static HttpCalls.Answer invite(Browser admin, String email) {
        return admin.submit(LIST, admin.get(LIST + "/new"), "email", email, "name", "", "role", "member");
    }
}
