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
        "/account/tokens?organisation=x,     /",
        "/account/tokens/revoke,             /",
        "https://evil.example/authorize?x,   /",
        "//evil.example/authorize?x,         /",
        "/authorize?x#y,                     /",
        "/authorize?<b>,                     /"
    })
    void onlyAnAuthorizationRequestOrAnAccountPageIsContinued(String asked, String path) {
        assertThat(ReturnPath.safe(asked)).isEqualTo(path);
    }
}
