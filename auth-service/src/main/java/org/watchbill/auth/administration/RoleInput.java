package org.watchbill.auth.administration;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.watchbill.auth.page.FormPage;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Role;

/** The question for a role, and what it is called. */
public final class RoleInput {

    private RoleInput() {}

    public static FormPage.Input of(Role chosen) {
        Set<String> value = Set.of(chosen.name().toLowerCase(Locale.ROOT));
        return new FormPage.Input.Choice(
                "role",
                "Role",
                List.of(
                        FormPage.Option.of("member", "Member", value),
                        FormPage.Option.of("admin", "Administrator", value)),
                "Administrators may change everything in the organisation.");
    }

    /** Throws {@link RefusedException}. */
    public static Role read(String value) {
        return switch (value) {
            case "member" -> Role.MEMBER;
            case "admin" -> Role.ADMIN;
            default -> throw new RefusedException(Refusal.invalid("role", "The role is not one"));
        };
    }

    public static String words(Role role) {
        return role == Role.ADMIN ? "Administrator" : "Member";
    }
}
