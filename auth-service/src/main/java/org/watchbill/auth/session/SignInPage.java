package org.watchbill.auth.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.watchbill.auth.page.Page;

/**
 * The form that asks for e-mail address and password, or for a passkey.
 *
 * @param challenge for a passkey
 * @param continueTo where to go afterwards
 * @param email what was typed before, or hinted
 * @param problem what was wrong with the last attempt, empty at the first
 */
public record SignInPage(String csrf, String challenge, String continueTo, String email, String problem)
        implements Page {

    @Override
    public String template() {
        return "sign-in";
    }

    /** The other way in, by an organisation's own provider. */
    public String organisationPath() {
        return "/sign-in/organisation?continue=" + URLEncoder.encode(continueTo, StandardCharsets.UTF_8);
    }

    @Override
    public boolean scripted() {
        return true;
    }
}
