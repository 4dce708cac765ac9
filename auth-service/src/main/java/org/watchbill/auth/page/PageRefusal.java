package org.watchbill.auth.page;

/** A request to a page that is refused; title and message are shown to the person. */
public final class PageRefusal extends RuntimeException {

    private final int status;
    private final String title;

    public PageRefusal(int status, String title, String message) {
        super(message);
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    MessagePage page() {
        return new MessagePage(title, String.valueOf(getMessage()));
    }
}
