package org.watchbill.system.story;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.watchbill.system.client.Browser;
import org.watchbill.system.client.Form;
import org.watchbill.system.client.Page;
import org.watchbill.system.client.Person;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.SuitePlan;

/** A signed-in person at the account page for API tokens. */
public final class ApiTokens {

    private static final Pattern SECRET = Pattern.compile("<p class=\"secret\">(wb_[0-9A-Za-z]{49})</p>");

    private static final Pattern REVOCATION = Pattern.compile("href=\"(/account/tokens/revoke[^\"]*)\"");

    private final Browser browser = new Browser();
    private final URI address;

    public ApiTokens(SuitePlan plan, Person person) {
        this.address = URI.create(plan.url(Service.AUTH) + "/account/tokens");
        browser.submit(browser.open(address)
                .formWith("password")
                .fill("email", person.email())
                .fill("password", person.password()));
    }

    /** A new token with the rights that the page ticks by itself, and {@code ticked}. */
    public String make(String name, String... ticked) {
        Form form = browser.open(address).formWith("days").fill("name", name);
        for (String scope : ticked) {
            form = form.choose("scope", scope);
        }
        Page page = browser.submit(form);
        Matcher secret = SECRET.matcher(page.html());
        if (!secret.find()) {
            throw new AssertionError("No token at " + page.html());
        }
        return secret.group(1);
    }

    /** Revokes the token that is listed first, which is the newest. */
    void revokeNewest() {
        Matcher link = REVOCATION.matcher(browser.open(address).html());
        if (!link.find()) {
            throw new AssertionError("No token to revoke");
        }
        browser.submit(browser.open(address.resolve(link.group(1))).formWith("token"));
    }
}
