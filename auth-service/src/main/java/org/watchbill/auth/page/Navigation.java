package org.watchbill.auth.page;

import java.util.List;

/**
 * The way around for somebody who is signed in.
 *
 * @param csrf the token of the form that signs out
 * @param person whose session it is, empty when nobody is signed in
 * @param links the pages that everybody has
 * @param section the pages beside the present one, when it is one of several
 */
public record Navigation(String csrf, String person, List<Link> links, Section section) {

    /** One page; {@code current} when it is the present one. */
    public record Link(String path, String label, boolean current) {}

    /** Pages that belong together, under a name; without links there is no section. */
    public record Section(String name, List<Link> links) {

        public static final Section NONE = new Section("", List.of());

        public Section {
            links = List.copyOf(links);
        }
    }

    /** Of a page that is also for people who are not signed in. */
    public static final Navigation NONE = new Navigation("", "", List.of(), Section.NONE);

    public Navigation {
        links = List.copyOf(links);
    }

    public boolean isEmpty() {
        return links.isEmpty();
    }

    @Override
    public String toString() {
        return "Navigation[hidden]";
    }
}
