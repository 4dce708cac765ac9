package org.watchbill.auth.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectUriTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/cb,       http://127.0.0.1:5000/cb,        true",
        "http://127.0.0.1:1/cb,     http://127.0.0.1:2/cb,           true",
        "http://localhost,          http://localhost:5000/,          true",
        "http://[::1]/cb?a=b,       http://[::1]:9/cb?a=b,           true",
        "http://127.0.0.1/cb,       http://localhost:5000/cb,        false",
        "http://127.0.0.1/cb,       https://127.0.0.1:5000/cb,       false",
        "http://127.0.0.1/cb,       http://127.0.0.1:5000/CB,        false",
        "http://127.0.0.1/cb,       http://127.0.0.1:5000/cb?a=b,    false",
        "http://127.0.0.1/cb,       http://127.0.0.1:5000/x/../cb,   false",
        "http://127.0.0.1/cb,       http://127.0.0.1:99999/cb,       false",
        "http://127.0.0.1/cb,       http://u@127.0.0.1:5000/cb,      false",
        "https://a.example/cb,      https://a.example/cb,            true",
        "https://a.example/cb,      https://a.example:443/cb,        false",
        "https://a.example/cb,      https://A.example/cb,            false"
    })
    void onlyThePortOfALoopbackUriIsFree(String registered, String asked, boolean allowed) {
        assertThat(new RedirectUri(registered).allows(asked)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "https://claude.ai/api/mcp/auth_callback,          claude.ai",
        "http://localhost:6274/oauth/callback,             localhost:6274",
        "cursor://anysphere.cursor-mcp/oauth/callback,     cursor://"
    })
    void peopleSeeWhereTheAnswerGoes(String uri, String destination) {
        assertThat(new RedirectUri(uri).destination()).isEqualTo(destination);
    }
}
