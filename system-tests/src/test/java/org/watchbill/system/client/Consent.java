package org.watchbill.system.client;

import java.net.URI;
import java.util.List;

/** A person who signs in where asked and allows what the client asked for. */
final class Consent {

    private static final int MOST_PAGES = 5;

    private final Browser browser;
    private final Person person;
    private final List<String> scopes;

    Consent(Browser browser, Person person, String scope) {
        this.browser = browser;
        this.person = person;
        this.scopes = List.of(scope.split(" "));
    }

    /** The address, with the code, to which the browser is finally sent back. */
    URI give(URI authorize) {
        Page page = browser.open(authorize);
        for (int step = 0; step < MOST_PAGES; step++) {
            URI away = page.leavesTo().orElse(null);
            if (away != null) {
                return away;
            }
            page = page.asksFor("password") ? signIn(page) : allow(page);
        }
        throw new AssertionError("Sign-in and consent do not end: " + page.html());
    }

    private Page signIn(Page page) {
        return browser.submit(
                page.formWith("password").fill("email", person.email()).fill("password", person.password()));
    }

    private Page allow(Page page) {
        Form form = page.formWith("decision");
        List<String> offered = form.choices("scope");
        if (form.has("scope")) {
            form = form.clear("scope");
        }
        for (String scope : scopes) {
            if (offered.contains(scope)) {
                form = form.choose("scope", scope);
            }
        }
        return browser.submit(form.choose("decision", "approve"));
    }
}
