package org.watchbill.auth.page;

/** A page that only says something. */
public record MessagePage(String title, String text) implements Page {

    @Override
    public String template() {
        return "message";
    }
}
