package org.watchbill.auth.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Where to go after signing in: back to an authorization request or a page of this service, or home. */
public final class ReturnPath {

    public static final String HOME = "/";

    private static final int LONGEST = 8192;

    /** No segment begins with a dot or holds an escape, so that none leads upwards. */
    private static final Pattern KNOWN = Pattern.compile("(/(account|admin|device)(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*"
            + "|/invitation|/verify-email|/authorize(?=\\?))(\\?[\\x21-\\x7e&&[^\\\\\"<>#]]*)?");

    private ReturnPath() {}

    /** {@code asked} if it is a path that may be gone on with, else {@link #HOME}. */
    public static String safe(String asked) {
        return asked.length() <= LONGEST && KNOWN.matcher(asked).matches() ? asked : HOME;
    }

    /** The sign-in page that goes on to {@code path}. */
    static String throughSignIn(String path) {
        return "/sign-in?continue=" + URLEncoder.encode(safe(path), StandardCharsets.UTF_8);
    }
}
