package org.watchbill.auth.client;

import java.util.regex.Pattern;

/** What a client calls itself, fit to be shown. */
public final class ClientName {

    private static final int LONGEST = 100;
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Z}]+");

    private ClientName() {}

    /** The name without what could disguise it: control and direction characters, line breaks, excess length. */
    public static String printable(String name) {
        String visible = INVISIBLE.matcher(name).replaceAll(" ").strip();
        int end = visible.offsetByCodePoints(0, Math.min(LONGEST, visible.codePointCount(0, visible.length())));
        return visible.substring(0, end);
    }
}
