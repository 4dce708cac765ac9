package org.watchbill.auth.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The resources that access tokens can be for (RFC 8707): the gateway and the services' REST APIs. */
public record Resources(String gateway, String schedule, String audit) {

    /** The configured spelling of {@code asked}, compared modulo one trailing slash and the case of scheme and host. */
    public Optional<String> find(String asked) {
        return Stream.of(gateway, schedule, audit)
                .filter(known -> canonical(known).equals(canonical(asked)))
                .findFirst();
    }

    /** The resource that a request names; throws when it is unknown or one of several. */
    public Optional<String> named(Parameters parameters) {
        List<String> asked = parameters.all("resource");
        if (asked.size() > 1) {
            throw new OAuthException(OAuthError.INVALID_TARGET, "One resource a request");
        }
        return asked.stream()
                .findFirst()
                .map(resource -> find(resource)
                        .orElseThrow(() -> new OAuthException(OAuthError.INVALID_TARGET, "The resource is unknown")));
    }

    /** The resource that a request names, the gateway when it names none. */
    public String requested(Parameters parameters) {
        return named(parameters).orElse(gateway);
    }

    private static String canonical(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null || uri.getRawAuthority() == null) {
                return text;
            }
            String origin = (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
            String rest = text.substring(origin.length());
            return origin + (rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest);
        } catch (URISyntaxException e) {
            return text;
        }
    }
}
