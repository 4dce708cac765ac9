package org.watchbill.auth.apitoken;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.kit.json.PlainText;

/**
 * What somebody asks for on the page.
 *
 * @param organisation an id
 * @param days how long it lives
 * @param once names the form as it was shown, so that it is good for one token
 */
public record ApiTokenForm(String organisation, String name, String days, List<String> scopes, String once) {

    private static final int LONGEST_NAME = 80;
    private static final Pattern DAYS = Pattern.compile("[1-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-5]");

    public ApiTokenForm {
        scopes = List.copyOf(scopes);
    }

    public static ApiTokenForm of(Parameters form) {
        return new ApiTokenForm(
                form.optional("organisation").orElse(""),
                form.optional("name").orElse("").strip(),
                form.optional("days").orElse("").strip(),
                form.all("scope"),
                form.required("once"));
    }

    /** What is wrong with it, as a sentence for the person. */
    public Optional<String> fault() {
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || !PlainText.isPlain(name)
                || name.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("Give the token a name of at most 80 characters.");
        }
        if (!DAYS.matcher(days).matches()) {
            return Optional.of("A token lives from 1 to 365 days.");
        }
        return scopes.isEmpty() ? Optional.of("Tick at least one thing that the token may do.") : Optional.empty();
    }

    /** The token that is asked for; the form has no fault. */
    public ApiToken token(ApiToken.Id id, ApiToken.Holder holder, Organisation.Id place, Instant now) {
        Instant end = now.plus(Duration.ofDays(Integer.parseInt(days)));
        return new ApiToken(
                id, holder, place, name, ScopeRules.normalised(scopes), new ApiToken.Times(now, end, Optional.empty()));
    }
}
