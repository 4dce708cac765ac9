package org.watchbill.auth.consent;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageRefusal;

/**
 * A person's answer; everything in it is checked against what was offered.
 *
 * @param organisation empty when none was chosen
 */
public record ConsentForm(
        String ticket, boolean approved, String organisation, List<String> ticked, Duration lifetime) {

    private static final Set<String> FIELDS = Set.of("csrf", "ticket", "decision", "organisation", "scope", "lifetime");

    public ConsentForm {
        ticked = List.copyOf(ticked);
    }

    /** Refuses what no page of ours could have sent. */
    public static ConsentForm read(Parameters form) {
        if (!form.without(FIELDS).encoded().isEmpty()) {
            throw new PageRefusal(400, "This answer cannot be read", "It says more than the page asked.");
        }
        return new ConsentForm(
                form.required("ticket"),
                isApproval(form.required("decision")),
                form.optional("organisation").orElse(""),
                form.all("scope"),
                LifetimeRules.read(form.optional("lifetime").orElse(LifetimeRules.USUAL)));
    }

    private static boolean isApproval(String decision) {
        return switch (decision) {
            case "approve" -> true;
            case "deny" -> false;
            default -> throw new PageRefusal(400, "This answer cannot be read", "Approve or deny the request.");
        };
    }
}
