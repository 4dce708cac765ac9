package org.watchbill.kit.http;

import io.helidon.common.uri.UriPath;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;

/** The routes of one socket, to tell a wrong method from a wrong path; Helidon answers 404 to both. */
final class RouteBook {

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

    /** The last route: 405 with the methods that the path has, else 404. */
    void answer(ServerRequest request, ServerResponse response) {
        List<String> allowed = METHODS.stream()
                .filter(method -> entries.stream().anyMatch(entry -> entry.accepts(request.prologue(), method)))
                .map(Method::text)
                .toList();
        if (allowed.isEmpty()) {
            Problems.send(response, Status.NOT_FOUND_404, "There is nothing at this path");
        } else {
            response.header(HeaderNames.ALLOW, String.join(", ", allowed));
            Problems.send(response, Status.METHOD_NOT_ALLOWED_405, "The path does not have this method");
        }
    }
}
