package org.watchbill.auth.overview;

import java.util.List;
import org.watchbill.auth.page.Navigation;
import org.watchbill.auth.page.Page;

/** Who is signed in, and where that person belongs. */
public record HomePage(Navigation navigation, String name, String email, List<Place> places) implements Page {

    /** One organisation and the person's role in it; {@code administration} is a path, empty for members. */
    public record Place(String organisation, String role, String zone, String administration) {}

    public HomePage {
        places = List.copyOf(places);
    }

    @Override
    public String template() {
        return "home";
    }
}
