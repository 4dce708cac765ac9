package org.watchbill.auth.client.document;

import java.net.URI;
import org.watchbill.auth.client.RedirectUri;

/** Which client ids are addresses of descriptions (section 3 of the draft); the path must be more than a slash. */
final class DocumentUrlRules {

    private static final int LONGEST = 512;

    private DocumentUrlRules() {}

    static boolean isAddress(String id) {
        return id.length() <= LONGEST
                && isHttps(id)
                && URI.create(id).getRawPath().length() > 1;
    }

    /** Whether {@code text} is an https URL without fragment, user name, dot segments and hidden characters. */
    static boolean isHttps(String text) {
        return text.startsWith("https://") && RedirectUri.registrable(text).isPresent();
    }
}
