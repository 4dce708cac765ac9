package org.watchbill.gateway.stdio;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.config.Secret;

/**
 * Where the gateway is and how this process signs in, as the environment says: {@code WATCHBILL_URL} and {@code
 * WATCHBILL_TOKEN} (an access token or an API token), or the names of the OnCalls server: {@code ONCALLS_BASE_URL} or
 * {@code ONCALLS_API_URL}, {@code ONCALLS_USERNAME} and {@code ONCALLS_PASSWORD}.
 */
record GatewayAccess(URI url, Map<String, Secret> headers) {

    private static final String DEFAULT_URL = "http://localhost:8080/mcp";

    GatewayAccess {
        headers = Map.copyOf(headers);
    }

    /** Throws {@link StdioUsageException} with a sentence for the person who set it up. */
    static GatewayAccess of(Map<String, String> environment) {
        URI url = url(first(environment, "WATCHBILL_URL", "ONCALLS_BASE_URL", "ONCALLS_API_URL")
                .orElse(DEFAULT_URL));
        Optional<String> token = first(environment, "WATCHBILL_TOKEN");
        if (token.isPresent()) {
            return new GatewayAccess(url, Map.of("Authorization", secret("WATCHBILL_TOKEN", "Bearer " + token.get())));
        }
        Optional<String> name = first(environment, "ONCALLS_USERNAME");
        Optional<String> password = first(environment, "ONCALLS_PASSWORD");
        if (name.isPresent() && password.isPresent()) {
            return new GatewayAccess(
                    url,
                    Map.of(
                            "X-OnCalls-Username", secret("ONCALLS_USERNAME", name.get()),
                            "X-OnCalls-Password", secret("ONCALLS_PASSWORD", password.get())));
        }
        throw new StdioUsageException("WATCHBILL_TOKEN is not set: put an API token of your account page into it");
    }

    /** Whether the credential would cross a network in the clear. */
    boolean isExposed() {
        try {
            return "http".equals(url.getScheme())
                    && !InetAddress.getByName(url.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static Optional<String> first(Map<String, String> environment, String... names) {
        for (String name : names) {
            String value = environment.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** An address without a path is that of the gateway as a whole. */
    private static URI url(String text) {
        try {
            URI url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!web || url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
                throw new StdioUsageException("WATCHBILL_URL must be an http or https address, such as " + DEFAULT_URL);
            }
            return url.getPath().isEmpty() || url.getPath().equals("/") ? url.resolve("/mcp") : url;
        } catch (URISyntaxException e) {
            throw new StdioUsageException("WATCHBILL_URL is no address: " + e.getReason());
        }
    }

    private static Secret secret(String name, String value) {
        if (!value.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
            throw new StdioUsageException(name + " holds characters that cannot be sent");
        }
        return new Secret(value);
    }
}
