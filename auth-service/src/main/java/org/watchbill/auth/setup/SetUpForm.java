package org.watchbill.auth.setup;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.watchbill.auth.account.EmailAddress;
import org.watchbill.auth.account.PasswordRules;
import org.watchbill.auth.oauth.Parameters;

/** What the first administrator typed. */
public record SetUpForm(String organisation, String slug, String zone, String name, String email, String password) {

    static final SetUpForm EMPTY = new SetUpForm("", "", "", "", "", "");

    private static final int LONGEST = 200;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    static SetUpForm of(Parameters form) {
        return new SetUpForm(
                form.optional("organisation").orElse("").strip(),
                form.optional("slug").orElse("").strip(),
                form.optional("zone").orElse("").strip(),
                form.optional("name").orElse("").strip(),
                form.optional("email").orElse("").strip(),
                form.optional("password").orElse(""));
    }

    /** What is wrong with it, as a sentence for the person. */
    Optional<String> fault() {
        if (isNoName(organisation)) {
            return Optional.of("Give the organisation a name of at most 200 characters.");
        }
        if (!SLUG.matcher(slug).matches()) {
            return Optional.of("The short name may have small letters, digits and dashes, at most 40.");
        }
        if (!ZONES.contains(zone)) {
            return Optional.of("The time zone is unknown; write it like Europe/Berlin.");
        }
        if (isNoName(name)) {
            return Optional.of("Give your name, at most 200 characters.");
        }
        if (EmailAddress.normalised(email).isEmpty()) {
            return Optional.of("The e-mail address is not complete.");
        }
        return PasswordRules.fault(password, email, name, organisation);
    }

    private static boolean isNoName(String text) {
        return text.isEmpty() || text.length() > LONGEST || text.codePoints().anyMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return "SetUpForm[hidden]";
    }
}
