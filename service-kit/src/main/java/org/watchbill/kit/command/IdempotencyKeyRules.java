package org.watchbill.kit.command;

import java.util.Optional;
import org.watchbill.kit.refusal.Refusal;

/** What an idempotency key may look like. */
final class IdempotencyKeyRules {

    private static final int LONGEST = 255;

    private IdempotencyKeyRules() {}

    static Optional<Refusal> fault(Optional<String> key) {
        return key.filter(text -> !isUsable(text))
                .map(text -> Refusal.invalid(
                        "idempotency_key", "An idempotency key has 1 to 255 characters and no control characters"));
    }

    private static boolean isUsable(String key) {
        return !key.isBlank() && key.length() <= LONGEST && key.chars().noneMatch(Character::isISOControl);
    }
}
