package org.watchbill.schedule.shifttype;

import java.util.Optional;
import org.watchbill.kit.refusal.Refusal;

/** What a shift type's code and name may hold. */
final class ShiftTypeRules {

    private ShiftTypeRules() {}

    static Optional<Refusal> objection(String code, String name) {
        if (code.isBlank() || code.length() > 20 || hasControl(code)) {
            return Optional.of(Refusal.invalid("code", "A shift's code has 1 to 20 characters"));
        }
        if (name.isBlank() || name.length() > 80 || hasControl(name)) {
            return Optional.of(Refusal.invalid("name", "A shift's name has 1 to 80 characters"));
        }
        return Optional.empty();
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
