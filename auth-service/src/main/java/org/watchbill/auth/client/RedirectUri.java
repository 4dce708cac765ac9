package org.watchbill.auth.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a client takes its answers: https, plain http on the own machine, or one of the few exact exceptions.
 *
 * <p>Compared text by text, except that the port of a loopback URI is free (RFC 8252 section 7.3), whether one was
 * registered or not and also for the name {@code localhost}, because that is what MCP clients do.
 */
public record RedirectUri(String text) {

    private static final int LONGEST = 2048;
    private static final Set<String> EXCEPTIONS = Set.of("cursor://anysphere.cursor-mcp/oauth/callback");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e&&[^\\\\*#\"<>^`{|}]]+");
    private static final Pattern HIDDEN = Pattern.compile("%(?:[01][0-9A-Fa-f]|7[Ff]|2[EeFf]|5[Cc])");
    private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(?:/|\\?|$)");

    /** The URI when a client may register it. */
    public static Optional<RedirectUri> registrable(String text) {
        return EXCEPTIONS.contains(text) || (isWellFormed(text) && isSafe(text))
                ? Optional.of(new RedirectUri(text))
                : Optional.empty();
    }

    public boolean allows(String asked) {
        if (asked.equals(text)) {
            return true;
        }
        if (!isWellFormed(asked) || !isLoopback() || !new RedirectUri(asked).isLoopback()) {
            return false;
        }
        URI registered = URI.create(text);
        URI presented = URI.create(asked);
        return registered.getHost().equals(presented.getHost())
                && path(registered).equals(path(presented))
                && Objects.equals(registered.getRawQuery(), presented.getRawQuery());
    }

    /** Whether the answer stays on the machine of the browser. */
    public boolean isLoopback() {
        String host = URI.create(text).getHost();
        return text.startsWith("http://") && host != null && LOOPBACK.contains(host);
    }

    /** Whether an app on the machine takes the answer, and so any program there could pose as the client. */
    public boolean isNative() {
        return !text.startsWith("https://");
    }

    /** Host and port as shown to people, or the app's scheme. */
    public String destination() {
        return text.startsWith("http")
                ? URI.create(text).getRawAuthority()
                : URI.create(text).getScheme() + "://";
    }

    private static boolean isWellFormed(String text) {
        return text.length() <= LONGEST
                && PLAIN.matcher(text).matches()
                && !HIDDEN.matcher(text).find()
                && !DOT_SEGMENT.matcher(text).find()
                && parses(text);
    }

    private static boolean parses(String text) {
        try {
            URI uri = new URI(text).parseServerAuthority();
            return uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() <= 65535;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isSafe(String text) {
        return text.startsWith("https://") || new RedirectUri(text).isLoopback();
    }

    private static String path(URI uri) {
        return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }
}
