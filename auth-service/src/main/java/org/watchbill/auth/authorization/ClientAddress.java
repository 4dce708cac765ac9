package org.watchbill.auth.authorization;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the answer to a client goes.
 *
 * @param state empty when there is none to return
 */
record ClientAddress(String redirectUri, String state) {

    /** The redirect with {@code answer}, the state and the issuer (RFC 9207). */
    String with(Map<String, String> answer, String issuer) {
        StringBuilder url = new StringBuilder(redirectUri);
        char separator = redirectUri.contains("?") ? '&' : '?';
        for (Map.Entry<String, String> parameter : answer.entrySet()) {
            separator = append(url, separator, parameter.getKey(), parameter.getValue());
        }
        if (!state.isEmpty()) {
            separator = append(url, separator, "state", state);
        }
        append(url, separator, "iss", issuer);
        return url.toString();
    }

    private static char append(StringBuilder url, char separator, String name, String value) {
        url.append(separator).append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        return '&';
    }
}
