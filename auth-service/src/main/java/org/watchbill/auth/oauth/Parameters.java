package org.watchbill.auth.oauth;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Request parameters by OAuth 2.1's rules: an empty value counts as absent, a repeated parameter is an error. None holds a
 * zero character, which no parameter may (RFC 6749 appendix A) and PostgreSQL cannot store.
 */
public final class Parameters {

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    public static Parameters ofQuery(ServerRequest request) {
        return parse(request.query().rawValue());
    }

    /** The form in the body; any other content type is refused. */
    public static Parameters ofForm(ServerRequest request) {
        return parse(formText(request));
    }

    /** The form as it was sent. */
    public static String formText(ServerRequest request) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/x-www-form-urlencoded")) {
            throw OAuthException.invalidRequest("The body must be application/x-www-form-urlencoded");
        }
        byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
        return new String(body, StandardCharsets.UTF_8);
    }

    public static Parameters parse(String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!value.isEmpty()) {
                values.computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(value);
            }
        }
        return new Parameters(values);
    }

    /** These parameters but for those {@code named}. */
    public Parameters without(Set<String> named) {
        Map<String, List<String>> rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(named);
        return new Parameters(rest);
    }

    /** These parameters as far as they are {@code named}. */
    public Parameters only(Set<String> named) {
        Map<String, List<String>> some = new LinkedHashMap<>(values);
        some.keySet().retainAll(named);
        return new Parameters(some);
    }

    /** These parameters, with {@code value} as the only one of its name. */
    public Parameters with(String name, String value) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        all.put(name, List.of(value));
        return new Parameters(all);
    }

    /** A query that reads as these parameters. */
    public String encoded() {
        return values.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8) + "="
                                + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\0') >= 0) {
                throw OAuthException.invalidRequest("A parameter holds a zero character");
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw OAuthException.invalidRequest("The parameters are not correctly encoded");
        }
    }

    /** The one value of {@code name}; throws when it is repeated. */
    public Optional<String> optional(String name) {
        List<String> found = all(name);
        if (found.size() > 1) {
            throw OAuthException.invalidRequest("The parameter '" + name + "' is repeated");
        }
        return found.stream().findFirst();
    }

    public String required(String name) {
        return optional(name)
                .orElseThrow(() -> OAuthException.invalidRequest("The parameter '" + name + "' is missing"));
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The words of a space-separated value. */
    public Set<String> words(String name) {
        return optional(name)
                .map(text -> Set.copyOf(List.of(text.strip().split(" +"))))
                .orElseGet(Set::of);
    }

    /** Throws when any parameter other than those that may be repeated is given more than once. */
    public void refuseRepeated(Set<String> repeatable) {
        values.forEach((name, given) -> {
            if (given.size() > 1 && !repeatable.contains(name)) {
                throw OAuthException.invalidRequest("A parameter is repeated");
            }
        });
    }
}
