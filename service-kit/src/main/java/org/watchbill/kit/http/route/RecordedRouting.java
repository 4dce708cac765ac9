package org.watchbill.kit.http.route;

import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.function.Supplier;

/** The routing that services fill, entered into a {@link RouteBook} on its way to Helidon. */
public final class RecordedRouting implements HttpRouting.Builder {

    private final HttpRouting.Builder target;
    private final RecordedRules rules;

    public RecordedRouting(HttpRouting.Builder target, RouteBook book) {
        this.target = target;
        this.rules = new RecordedRules(target, book, List.of());
    }

    @Override
    public HttpRouting.Builder register(HttpService... services) {
        rules.register(services);
        return this;
    }

    @Override
    public HttpRouting.Builder register(String path, HttpService... services) {
        rules.register(path, services);
        return this;
    }

    @Override
    public HttpRouting.Builder route(HttpRoute route) {
        rules.route(route);
        return this;
    }

    @Override
    public HttpRouting.Builder addFilter(Filter filter) {
        target.addFilter(filter);
        return this;
    }

    @Override
    public HttpRouting.Builder addFeature(Supplier<? extends HttpFeature> feature) {
        target.addFeature(feature);
        return this;
    }

    @Override
    public <T extends Throwable> HttpRouting.Builder error(Class<T> type, ErrorHandler<? super T> handler) {
        target.error(type, handler);
        return this;
    }

    @Override
    public HttpRouting.Builder maxReRouteCount(int count) {
        target.maxReRouteCount(count);
        return this;
    }

    @Override
    public HttpRouting.Builder security(HttpSecurity security) {
        target.security(security);
        return this;
    }

    @Override
    public HttpRouting.Builder copy() {
        throw new UnsupportedOperationException("A recorded routing is filled once");
    }

    @Override
    public HttpRouting build() {
        throw new UnsupportedOperationException("HttpServer builds the routing");
    }
}
