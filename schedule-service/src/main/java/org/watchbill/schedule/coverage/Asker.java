package org.watchbill.schedule.coverage;

import java.util.Optional;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.member.Member;

/** Who asks, and which member that is, if any. */
record Asker(Caller caller, Optional<Member> member) {

    boolean has(Assignment assignment) {
        return member.filter(self -> assignment.isHeldBy(self.id())).isPresent();
    }

    boolean mayAskAbout(Assignment assignment) {
        return caller.isAdmin() || has(assignment);
    }
}
