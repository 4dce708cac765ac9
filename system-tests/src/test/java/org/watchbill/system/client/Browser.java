package org.watchbill.system.client;

import java.net.HttpCookie;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A person's browser: cookies, redirects and forms, no scripts. It never leaves the suite's own addresses. */
public final class Browser {

    private static final int MOST_REDIRECTS = 10;

    private final Map<String, Map<String, String>> cookies = new TreeMap<>();
    private final String callback;

    /** Redirects to addresses that begin with {@code callback} are not followed: the page then is the redirect. */
    public Browser(String callback) {
        this.callback = callback;
    }

    public Browser() {
        this("http://127.0.0.1:1/");
    }

    public Page open(URI uri) {
        return follow(keep(Http.get(uri, headers(uri))));
    }

    public Page submit(Form form) {
        return follow(keep(Http.postForm(form.action(), form.encoded(), headers(form.action()))));
    }

    private Page follow(Reply first) {
        Reply reply = first;
        for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
            URI next = reply.location().orElse(null);
            if (next == null || next.toString().startsWith(callback)) {
                return new Page(reply);
            }
            reply = keep(Http.get(next, headers(next)));
        }
        throw new AssertionError("More than " + MOST_REDIRECTS + " redirects, the last to " + reply.uri());
    }

    private Reply keep(Reply reply) {
        Map<String, String> jar = cookies.computeIfAbsent(reply.uri().getAuthority(), authority -> new TreeMap<>());
        for (String line : reply.headers().allValues("Set-Cookie")) {
            for (HttpCookie cookie : HttpCookie.parse(line)) {
                if (cookie.getMaxAge() == 0) {
                    jar.remove(cookie.getName());
                } else {
                    jar.put(cookie.getName(), cookie.getValue());
                }
            }
        }
        return reply;
    }

    private Map<String, String> headers(URI uri) {
        String origin = uri.getScheme() + "://" + uri.getAuthority();
        Map<String, String> headers = new TreeMap<>(Map.of("Accept", "text/html", "Origin", origin));
        Map<String, String> jar = cookies.getOrDefault(uri.getAuthority(), Map.of());
        if (!jar.isEmpty()) {
            List<String> pairs = jar.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .toList();
            headers.put("Cookie", pairs.stream().collect(Collectors.joining("; ")));
        }
        return headers;
    }
}
