package org.watchbill.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.gateway.credential.PresentedCredential.LegacyForms;
import org.watchbill.gateway.rpc.McpHeaders;

class PresentedCredentialTest {

    private static final LegacyForms NONE = new LegacyForms(false, false);
    private static final LegacyForms HEADERS = new LegacyForms(true, false);
    private static final LegacyForms QUERY = new LegacyForms(false, true);
    private static final String PAIR = "{\"username\":\"ana\",\"password\":\"p:w\",\"address\":\"192.0.2.7\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // headers                                               | found
                "-                                                       | none",
                "Authorization=Bearer aaa.bbb.ccc                        | ACCESS_TOKEN aaa.bbb.ccc",
                "authorization=bearer  aaa.bbb.ccc                       | ACCESS_TOKEN aaa.bbb.ccc",
                "Authorization=Bearer wb_abc                             | API_TOKEN wb_abc",
                "X-API-KEY=wb_abc                                        | API_TOKEN wb_abc",
                "API-Key=wb_abc                                          | API_TOKEN wb_abc",
                "Authorization=Bearer opaque                             | unusable",
                "Authorization=Bearer                                    | unusable",
                "Authorization=Basic YW5hOnB3                            | unusable",
                "Authorization=Bearer a b                                | unusable",
                "x-api-key=aaa.bbb.ccc                                   | unusable",
                "x-api-key=                                              | unusable",
                "Authorization=Bearer aaa.bbb.ccc;x-api-key=wb_abc       | unusable",
                "x-api-key=wb_abc;api-key=wb_abc                         | unusable",
                "X-OnCalls-Username=ana;X-OnCalls-Password=p:w           | none",
                "Authorization=Bearer YW5hOnA6dw==                       | unusable",
            })
    void withoutTheOldForms(String headers, String found) {
        assertThat(text(of(headers(headers), Map.of("username", "ana", "password", "p:w"), NONE)))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                                                       | none",
                "X-OnCalls-Username=ana;X-OnCalls-Password=p:w           | ana",
                "Authorization=Bearer YW5hOnA6dw==                       | ana",
                "Authorization=Bearer aaa.bbb.ccc                        | ACCESS_TOKEN aaa.bbb.ccc",
                "Authorization=Bearer YW5h                               | unusable",
                "Authorization=Bearer /w==                               | unusable",
                "Authorization=Bearer OnA6dw==                           | unusable",
                "X-OnCalls-Username=ana                                  | unusable",
                "X-OnCalls-Password=p                                    | unusable",
                "X-OnCalls-Username=ana;X-OnCalls-Password=p:w;api-key=wb_1 | unusable",
            })
    void withTheOldHeaders(String headers, String found) {
        String expected = found.equals("ana") ? "PASSWORD " + PAIR : found;
        assertThat(text(of(headers(headers), Map.of("username", "eve", "password", "x"), HEADERS)))
                .isEqualTo(expected);
    }

    @Test
    void withTheOldQuery() {
        McpHeaders nothing = headers(null);
        assertThat(text(of(nothing, Map.of("username", "ana", "password", "p:w"), QUERY)))
                .isEqualTo("PASSWORD " + PAIR);
        assertThat(text(of(nothing, Map.of("username", "ana"), QUERY))).isEqualTo("unusable");
        assertThat(text(of(nothing, Map.of("access_token", "aaa.bbb.ccc"), QUERY)))
                .isEqualTo("none");
    }

    @Test
    void tooLongIsUnusable() {
        assertThat(text(of(headers("x-api-key=wb_" + "a".repeat(9000)), Map.of(), NONE)))
                .isEqualTo("unusable");
    }

    private static PresentedCredential of(McpHeaders headers, Map<String, String> query, LegacyForms legacy) {
        return PresentedCredential.of(headers, query, "192.0.2.7", legacy);
    }

    private static String text(PresentedCredential presented) {
        return switch (presented) {
            case PresentedCredential.None none -> "none";
            case PresentedCredential.Unusable unusable -> "unusable";
            case PresentedCredential.Bound(Credential credential, String proof) ->
                "bound " + credential.value().reveal() + " " + proof;
            case PresentedCredential.BadProof(String reason) -> reason;
            case PresentedCredential.Found(Credential credential, var proof) ->
                credential.kind() + " "
                        + (credential.kind() == Credential.Kind.PASSWORD
                                ? new String(
                                        Base64.getUrlDecoder()
                                                .decode(credential.value().reveal()),
                                        StandardCharsets.UTF_8)
                                : credential.value().reveal());
        };
    }

    private static McpHeaders headers(@Nullable String text) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (text != null) {
            for (String pair : text.split(";", -1)) {
                String[] parts = pair.split("=", 2);
                headers.put(parts[0], List.of(parts[1]));
            }
        }
        return new McpHeaders(headers);
    }
}
