package org.watchbill.schedule.member;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.watchbill.kit.json.PlainText;
import org.watchbill.kit.refusal.Refusal;

/** What a member's fields may hold. */
public final class MemberRules {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>]{1,64}@[^\\s@,;<>]{1,189}");
    private static final Pattern NUMBER = Pattern.compile("[+]?[0-9 ()./#*-]{3,39}");

    private MemberRules() {}

    /** The same member with spaces around texts gone, blank texts absent and the e-mail address in lower case. */
    public static NewMember tidy(NewMember member) {
        return new NewMember(
                member.name().strip(),
                member.email().flatMap(MemberRules::tidy).map(email -> email.toLowerCase(Locale.ROOT)),
                member.phone().flatMap(MemberRules::tidy),
                member.pager().flatMap(MemberRules::tidy),
                member.role().flatMap(MemberRules::tidy));
    }

    /** What is wrong with a tidy member. */
    public static Optional<Refusal> objection(NewMember member) {
        if (member.name().isEmpty() || member.name().length() > 120 || !isOneLine(member.name())) {
            return Optional.of(Refusal.invalid("name", "A member's name has 1 to 120 visible characters on one line"));
        }
        if (member.email().filter(email -> !EMAIL.matcher(email).matches()).isPresent()) {
            return Optional.of(Refusal.invalid("email", "The e-mail address is not one"));
        }
        if (member.phone().filter(phone -> !NUMBER.matcher(phone).matches()).isPresent()) {
            return Optional.of(
                    Refusal.invalid("phone", "A phone number has 3 to 40 digits, spaces or + ( ) . / # * -"));
        }
        if (member.pager().filter(pager -> !NUMBER.matcher(pager).matches()).isPresent()) {
            return Optional.of(
                    Refusal.invalid("pager", "A pager number has 3 to 40 digits, spaces or + ( ) . / # * -"));
        }
        if (member.role().filter(role -> role.length() > 80 || !isOneLine(role)).isPresent()) {
            return Optional.of(
                    Refusal.invalid("role", "A member's role has at most 80 visible characters on one line"));
        }
        return Optional.empty();
    }

    private static Optional<String> tidy(String text) {
        return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
    }

    private static boolean isOneLine(String text) {
        return PlainText.isPlain(text) && text.chars().noneMatch(Character::isISOControl);
    }
}
