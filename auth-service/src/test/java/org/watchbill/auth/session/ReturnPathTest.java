package org.watchbill.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnPathTest {

    @ParameterizedTest
    @CsvSource({
        "/authorize?client_id=x&state=a%20b, /authorize?client_id=x&state=a%20b",
        "/authorize,                         /",
        "/authorize/decision?x,              /",
        "/account/tokens,                    /account/tokens",
        "/account/tokens?organisation=x,     /account/tokens?organisation=x",
        "/account,                           /account",
        "/admin/clients/a-1_b.c~d?tab=x%2F.., /admin/clients/a-1_b.c~d?tab=x%2F..",
        "/device?user_code=WDJB-MJHT,        /device?user_code=WDJB-MJHT",
        "/devices,                           /",
        "/account/../sign-out,               /",
        "/account/%2e%2e/sign-out,           /",
        "/account//evil.example,             /",
        "/account/tokens#x,                  /",
        "/sign-out,                          /",
        "https://evil.example/authorize?x,   /",
        "//evil.example/authorize?x,         /",
        "/authorize?x#y,                     /",
        "/authorize?<b>,                     /"
    })
    void onlyAuthorizationRequestsAndPagesOfPeopleAreContinued(String asked, String path) {
        assertThat(ReturnPath.safe(asked)).isEqualTo(path);
    }
}
