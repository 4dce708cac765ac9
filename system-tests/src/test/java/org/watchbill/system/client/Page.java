package org.watchbill.system.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the browser shows, or the redirect at which it stopped. */
public record Page(Reply reply) {

    public int status() {
        return reply.status();
    }

    public String html() {
        return reply.body();
    }

    public List<Form> forms() {
        return Html.elements(html(), "form").stream()
                .map(form -> Form.read(reply.uri(), form))
                .toList();
    }

    /** The form that has the field; an error that shows the page when there is none. */
    public Form formWith(String field) {
        return forms().stream()
                .filter(form -> form.has(field))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "No form with " + field + " at " + reply.uri() + " (" + status() + "): " + html()));
    }

    public boolean asksFor(String field) {
        return forms().stream().anyMatch(form -> form.has(field));
    }

    /** The address outside that the page sends the browser to, by redirect or by a refresh. */
    public Optional<URI> leavesTo() {
        return reply.location()
                .or(() -> Html.voidElements(html(), "meta").stream()
                        .filter(meta -> meta.attribute("http-equiv").equalsIgnoreCase("refresh"))
                        .map(meta -> meta.attribute("content"))
                        .map(content -> URI.create(content.substring(content.indexOf('=') + 1)))
                        .findFirst());
    }
}
