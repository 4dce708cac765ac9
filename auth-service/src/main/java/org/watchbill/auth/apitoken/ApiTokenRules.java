package org.watchbill.auth.apitoken;

import java.time.Duration;
import java.util.List;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.kit.token.Role;

/** How many API tokens there may be, and what they may do. */
public final class ApiTokenRules {

    public static final int MOST_OF_HOLDER = 20;
    public static final int MOST_OF_ORGANISATION = 500;

    /** How long expired tokens stay in the list, to tell people why a program has stopped working. */
    public static final Duration AFTERMATH = Duration.ofDays(30);

    private ApiTokenRules() {}

    public static boolean mayHave(Role role, List<String> scopes) {
        return scopes.stream()
                .allMatch(name ->
                        Scopes.find(name).filter(scope -> scope.allowedTo(role)).isPresent());
    }
}
