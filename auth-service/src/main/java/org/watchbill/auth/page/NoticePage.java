package org.watchbill.auth.page;

/** A short message and the way on: a path of this service and what to call it. */
public record NoticePage(String title, String text, String path, String onward) implements Page {

    @Override
    public String template() {
        return "notice";
    }
}
