package org.watchbill.kit.http.route;

import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.ServerLifecycle;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.ArrayList;
import java.util.List;

/** The rules of a nested service, entered into a {@link RouteBook} on their way to Helidon. */
final class RecordedRules implements HttpRules {

    private final HttpRules target;
    private final RouteBook book;
    private final List<PathMatcher> prefixes;

    RecordedRules(HttpRules target, RouteBook book, List<PathMatcher> prefixes) {
        this.target = target;
        this.book = book;
        this.prefixes = List.copyOf(prefixes);
    }

    @Override
    public HttpRules register(HttpService... services) {
        for (HttpService service : services) {
            target.register(recorded(service, prefixes));
        }
        return this;
    }

    @Override
    public HttpRules register(String pathPattern, HttpService... services) {
        List<PathMatcher> nested = new ArrayList<>(prefixes);
        nested.add(PathMatchers.create(pathPattern));
        for (HttpService service : services) {
            target.register(pathPattern, recorded(service, nested));
        }
        return this;
    }

    @Override
    public HttpRules route(HttpRoute route) {
        book.add(prefixes, route);
        target.route(route);
        return this;
    }

    private HttpService recorded(HttpService service, List<PathMatcher> under) {
        return new Recorded(service, book, under);
    }

    private record Recorded(HttpService service, RouteBook book, List<PathMatcher> prefixes)
            implements HttpService, ServerLifecycle {

        @Override
        public void routing(HttpRules rules) {
            service.routing(new RecordedRules(rules, book, prefixes));
        }

        @Override
        public void beforeStart() {
            service.beforeStart();
        }

        @Override
        public void afterStart(WebServer server) {
            service.afterStart(server);
        }

        @Override
        public void afterStop() {
            service.afterStop();
        }
    }
}
