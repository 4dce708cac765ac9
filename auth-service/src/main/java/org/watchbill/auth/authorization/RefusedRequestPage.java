package org.watchbill.auth.authorization;

import org.watchbill.auth.client.RedirectUri;
import org.watchbill.auth.page.Page;

/**
 * Why a request was refused, for a person whose app cannot be told without asking.
 *
 * @param client its name
 * @param description what is wrong
 * @param destination host and port where the app takes its answers
 * @param link takes the error there
 */
public record RefusedRequestPage(String client, String description, String destination, String link) implements Page {

    static RefusedRequestPage of(FindClient.Found found, String description, String link) {
        String destination = new RedirectUri(found.redirectUri()).destination();
        return new RefusedRequestPage(found.client().name(), description, destination, link);
    }

    @Override
    public String template() {
        return "refused-request";
    }
}
