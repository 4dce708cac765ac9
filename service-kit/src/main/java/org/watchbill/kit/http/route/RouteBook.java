package org.watchbill.kit.http.route;

import io.helidon.common.uri.UriPath;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.HttpRoute;
import java.util.ArrayList;
import java.util.List;

/** The routes of one socket, to tell a wrong method from a wrong path; Helidon answers 404 to both. */
public final class RouteBook {

    private static final List<Method> METHODS =
            List.of(Method.GET, Method.HEAD, Method.POST, Method.PUT, Method.PATCH, Method.DELETE, Method.OPTIONS);

    private record Entry(List<PathMatcher> prefixes, HttpRoute route) {

        boolean accepts(HttpPrologue prologue, Method method) {
            UriPath path = prologue.uriPath();
            for (PathMatcher prefix : prefixes) {
                PathMatchers.PrefixMatchResult result = prefix.prefixMatch(path);
                if (!result.accepted()) {
                    return false;
                }
                path = result.unmatchedPath();
            }
            return route.accepts(HttpPrologue.create(
                            prologue.rawProtocol(),
                            prologue.protocol(),
                            prologue.protocolVersion(),
                            method,
                            path,
                            prologue.query(),
                            prologue.fragment()))
                    .accepted();
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    void add(List<PathMatcher> prefixes, HttpRoute route) {
        entries.add(new Entry(List.copyOf(prefixes), route));
    }

    /** The methods that the path of {@code prologue} has; none when there is nothing at it. */
    public List<String> methods(HttpPrologue prologue) {
        return METHODS.stream()
                .filter(method -> entries.stream().anyMatch(entry -> entry.accepts(prologue, method)))
                .map(Method::text)
                .toList();
    }
}
