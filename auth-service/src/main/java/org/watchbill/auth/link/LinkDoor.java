package org.watchbill.auth.link;

import io.helidon.http.SetCookie;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageRedirect;

/**
 * Takes the secret out of the address: the link answers with a cookie for its one path and a redirect to the path alone,
 * so that the secret stays in no history. Looking uses nothing up, because programs that check mail for viruses look too.
 */
public final class LinkDoor {

    private static final String COOKIE = "watchbill_link";
    private static final String PARAMETER = "token";
    private static final Duration KEPT = Duration.ofHours(1);

    /** Secrets have no other characters, which could carry attributes of cookies or further headers into the answer. */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9._~-]{1,256}");

    private final String issuer;
    private final String path;

    /** {@code issuer} is how browsers reach this service, {@code path} the page behind the link. */
    public LinkDoor(String issuer, String path) {
        this.issuer = issuer;
        this.path = path;
    }

    /** The link that brings {@code secret}. */
    public String link(String secret) {
        return issuer + path + "?" + PARAMETER + "=" + secret;
    }

    public String path() {
        return path;
    }

    /**
     * The secret that this browser came with, none if the address brings what cannot be one; throws {@link PageRedirect}
     * when it stands in the address.
     */
    public Optional<String> enter(ServerRequest request, ServerResponse response) {
        Optional<String> brought = Parameters.ofQuery(request).optional(PARAMETER);
        if (brought.isPresent() && SECRET.matcher(brought.get()).matches()) {
            response.headers().addCookie(cookie(brought.get()).maxAge(KEPT).build());
            throw new PageRedirect(path);
        }
        return brought.isPresent() ? Optional.empty() : secret(request);
    }

    public Optional<String> secret(ServerRequest request) {
        return request.headers().cookies().first(COOKIE).asOptional();
    }

    /** Once the secret has done its work. */
    public void forget(ServerResponse response) {
        response.headers().addCookie(cookie("").maxAge(Duration.ZERO).build());
    }

    private SetCookie.Builder cookie(String secret) {
        return SetCookie.builder(COOKIE, secret)
                .path(path)
                .httpOnly(true)
                .secure(issuer.startsWith("https:"))
                .sameSite(SetCookie.SameSite.LAX);
    }
}
