package org.watchbill.auth.navigation;

import java.util.ArrayList;
import java.util.List;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.page.Navigation;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.Role;

/** Finds the pages that a person can go to: administration is there for administrators only. */
public final class FindNavigation {

    public static final String HOME = "/";
    public static final String CONNECTIONS = "/account/connections";
    public static final String API_TOKENS = "/account/tokens";
    public static final String SECURITY = "/account/security";
    public static final String ADMINISTRATION = "/admin";

    private final Database database;
    private final Memberships memberships;

    public FindNavigation(Database database, Memberships memberships) {
        this.database = database;
        this.memberships = memberships;
    }

    /** {@code current} is one of the paths above, {@code csrf} the token for forms of the session. */
    public Navigation find(String csrf, User user, String current) {
        return new Navigation(csrf, user.name(), links(user, current), Navigation.Section.NONE);
    }

    /** Of a page of the administration of {@code organisation}; {@code current} is its path. */
    public Navigation find(String csrf, User user, Organisation organisation, String current) {
        return new Navigation(csrf, user.name(), links(user, ADMINISTRATION), section(organisation, current));
    }

    private List<Navigation.Link> links(User user, String current) {
        List<Navigation.Link> links = new ArrayList<>();
        links.add(link(HOME, "Home", current));
        links.add(link(CONNECTIONS, "Connections", current));
        links.add(link(API_TOKENS, "API tokens", current));
        links.add(link(SECURITY, "Security", current));
        if (isAdministrator(user)) {
            links.add(link(ADMINISTRATION, "Administration", current));
        }
        return links;
    }

    private boolean isAdministrator(User user) {
        return database.read(reader -> memberships.of(reader, user.id())).stream()
                .map(Membership::role)
                .anyMatch(role -> role == Role.ADMIN);
    }

    private static Navigation.Section section(Organisation organisation, String current) {
        String root = ADMINISTRATION + "/" + organisation.slug();
        return new Navigation.Section(
                organisation.name(),
                List.of(
                        link(root + "/members", "Members", current),
                        link(root + "/invitations", "Invitations", current),
                        link(root + "/clients", "Clients", current),
                        link(root + "/connections", "Connections", current),
                        link(root + "/service-accounts", "Service accounts", current),
                        link(root + "/tokens", "API tokens", current),
                        link(root + "/sign-ins", "Sign-ins", current),
                        link(root + "/identity-provider", "Identity provider", current),
                        link(root + "/settings", "Settings", current)));
    }

    private static Navigation.Link link(String path, String label, String current) {
        return new Navigation.Link(path, label, path.equals(current));
    }
}
