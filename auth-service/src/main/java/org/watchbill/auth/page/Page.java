package org.watchbill.auth.page;

/** What one HTML page shows: a template and, as the record itself, its values. */
public interface Page {

    /** The template's file name without ending, under {@code src/main/jte}. */
    String template();

    /** Whether the page has a script of this service; the others forbid scripts. */
    default boolean scripted() {
        return false;
    }
}
