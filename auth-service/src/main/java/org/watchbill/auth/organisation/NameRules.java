package org.watchbill.auth.organisation;

import org.watchbill.kit.json.PlainText;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;

/** What a name of a person or an organisation may be: one line of plain text. */
public final class NameRules {

    private static final int LONGEST = 200;

    private NameRules() {}

    /** {@code text} without space around it; throws {@link RefusedException} when it is no name. */
    public static String tidy(String field, String text) {
        String tidy = text.strip();
        if (tidy.isEmpty()
                || tidy.length() > LONGEST
                || !PlainText.isPlain(tidy)
                || tidy.codePoints().anyMatch(Character::isISOControl)) {
            throw new RefusedException(Refusal.invalid(field, "A name is one line of at most 200 characters"));
        }
        return tidy;
    }
}
