package org.watchbill.schedule.bulk;

import java.util.List;

/** How the import of a file ended. */
public sealed interface ImportOutcome {

    /**
     * The whole file is in.
     *
     * @param unchanged what was there already, from an earlier import of the same lines
     * @param skipped lines that are right but bring nothing, with the reason
     */
    record Imported(
            String kind,
            int created,
            int updated,
            int unchanged,
            int released,
            int membersCreated,
            List<LineProblem> skipped)
            implements ImportOutcome {

        public Imported {
            skipped = List.copyOf(skipped);
        }
    }

    /** Nothing is in. */
    record Rejected(List<LineProblem> problems) implements ImportOutcome {

        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
