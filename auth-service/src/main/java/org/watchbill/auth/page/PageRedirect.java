package org.watchbill.auth.page;

/** A request to a page that is answered by another page of this service. */
public final class PageRedirect extends RuntimeException {

    private final String location;

    /** {@code location} is a path of this service with its query. */
    public PageRedirect(String location) {
        super("Go on at another page");
        this.location = location;
    }

    String location() {
        return location;
    }
}
