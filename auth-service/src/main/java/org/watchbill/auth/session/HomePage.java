package org.watchbill.auth.session;

import java.util.List;
import org.watchbill.auth.page.Page;

/** Who is signed in, and where that person belongs. */
public record HomePage(String csrf, String name, String email, List<Place> places) implements Page {

    /** One organisation and the person's role in it. */
    public record Place(String organisation, String role) {}

    public HomePage {
        places = List.copyOf(places);
    }

    @Override
    public String template() {
        return "home";
    }
}
