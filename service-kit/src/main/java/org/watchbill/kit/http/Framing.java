package org.watchbill.kit.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;

/** Refuses messages whose framing two servers could read differently (RFC 9112 section 6.3) and closes their connection. */
final class Framing implements Filter {

    private final int maxBody;

    Framing(int maxBody) {
        this.maxBody = maxBody;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Headers headers = request.headers();
        Optional<String> flaw = flaw(headers);
        if (flaw.isPresent()) {
            close(response, Status.BAD_REQUEST_400, flaw.get());
        } else if (!request.prologue().uriPath().rawPath().startsWith("/")) {
            close(response, Status.BAD_REQUEST_400, "The request target must be a path");
        } else if (tooLong(headers)) {
            close(response, Status.REQUEST_ENTITY_TOO_LARGE_413, "The body is larger than " + maxBody + " bytes");
        } else {
            chain.proceed();
        }
    }

    private boolean tooLong(Headers headers) {
        return headers.contains(HeaderNames.CONTENT_LENGTH)
                && Long.parseLong(headers.get(HeaderNames.CONTENT_LENGTH).get()) > maxBody;
    }

    private static Optional<String> flaw(Headers headers) {
        boolean chunked = headers.contains(HeaderNames.TRANSFER_ENCODING);
        boolean length = headers.contains(HeaderNames.CONTENT_LENGTH);
        if (chunked && length) {
            return Optional.of("Content-Length and Transfer-Encoding exclude each other");
        }
        if (chunked && !only(headers.get(HeaderNames.TRANSFER_ENCODING), "chunked")) {
            return Optional.of("The only transfer encoding is chunked");
        }
        if (length && !only(headers.get(HeaderNames.CONTENT_LENGTH), "[0-9]{1,18}")) {
            return Optional.of("Content-Length must be one number");
        }
        return Optional.empty();
    }

    private static boolean only(Header header, String form) {
        return header.valueCount() == 1 && header.get().matches(form);
    }

    private static void close(RoutingResponse response, Status status, String detail) {
        response.header(HeaderValues.CONNECTION_CLOSE);
        Problems.send(response, status, detail);
    }
}
