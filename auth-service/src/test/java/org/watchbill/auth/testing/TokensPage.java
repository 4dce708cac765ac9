package org.watchbill.auth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.watchbill.kit.testing.HttpCalls;

/** The account page for API tokens as a signed-in person uses it. */
public final class TokensPage {

    public static final String PATH = "/account/tokens";

    private static final Pattern SECRET = Pattern.compile("<p class=\"secret\">([^<]*)</p>");
    private static final Pattern REVOCATION =
            Pattern.compile("href=\"/account/tokens/revoke\\?token=([^\"]*)\" aria-label=\"([^\"]*)\"");

    private final Browser browser;

    public TokensPage(Browser browser) {
        this.browser = browser;
    }

    public HttpCalls.Answer open() {
        HttpCalls.Answer page = browser.get(PATH);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page;
    }

    /** The secret of a new token. */
    public String make(String name, String days, String... scopes) {
        HttpCalls.Answer answer = send(open(), name, days, scopes);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return secret(answer);
    }

    /** Fills the form of {@code page}, with no box ticked but {@code scopes}. */
    public HttpCalls.Answer send(HttpCalls.Answer page, String name, String days, String... scopes) {
        return browser.submit(PATH, form(page, name, days, scopes), Map.of());
    }

    public static String form(HttpCalls.Answer page, String name, String days, String... scopes) {
        List<String> fields = new ArrayList<>(List.of("name", name, "days", days));
        for (String scope : scopes) {
            fields.addAll(List.of("scope", scope));
        }
        return Browser.hidden(page, PATH) + "&" + Browser.encode(fields.toArray(String[]::new));
    }

    public static String secret(HttpCalls.Answer page) {
        Matcher secret = SECRET.matcher(page.body());
        assertThat(secret.find()).as(page.body()).isTrue();
        return secret.group(1);
    }

    /** The id behind the link that is labelled {@code label}, such as {@code Revoke Wall display}. */
    public String id(String label) {
        Matcher button = REVOCATION.matcher(open().body());
        while (button.find()) {
            if (button.group(2).equals(label)) {
                return button.group(1);
            }
        }
        throw new AssertionError("No link " + label);
    }

    public HttpCalls.Answer revoke(String id) {
        return browser.submit(
                PATH + "/revoke", Browser.hidden(open(), PATH) + "&" + Browser.encode("token", id), Map.of());
    }
}
