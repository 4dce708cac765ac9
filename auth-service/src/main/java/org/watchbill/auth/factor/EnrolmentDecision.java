package org.watchbill.auth.factor;

import java.util.List;

/** What became of adding a second factor. */
public sealed interface EnrolmentDecision {

    /** {@code recoveryCodes} were made with the person's first factor; they are shown this once. Otherwise none. */
    record Enrolled(List<String> recoveryCodes) implements EnrolmentDecision {

        public Enrolled {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        public String toString() {
            return "Enrolled[hidden]";
        }
    }

    /** What was sent proves nothing. */
    record NotProven() implements EnrolmentDecision {}

    /** It took too long, or the form was not made for this person. */
    record OutOfDate() implements EnrolmentDecision {}

    /** The person has it already. */
    record AlreadyThere() implements EnrolmentDecision {}

    record TooMany() implements EnrolmentDecision {}
}
