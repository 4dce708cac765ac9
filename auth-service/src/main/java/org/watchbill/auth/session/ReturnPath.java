package org.watchbill.auth.session;

import java.util.regex.Pattern;

/** Where to go after signing in: back to an authorization request or an account page, or home. */
final class ReturnPath {

    static final String HOME = "/";

    private static final int LONGEST = 8192;
    private static final Pattern KNOWN = Pattern.compile("/account/tokens|/authorize\\?[\\x21-\\x7e&&[^\\\\\"<>#]]*");

    private ReturnPath() {}

    static String safe(String asked) {
        return asked.length() <= LONGEST && KNOWN.matcher(asked).matches() ? asked : HOME;
    }
}
