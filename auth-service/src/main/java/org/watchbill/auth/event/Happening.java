package org.watchbill.auth.event;

import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.kit.audit.Actor;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.audit.Outcome;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that somebody did, or tried to do.
 *
 * @param operation as the audit log names it, such as {@code sign_in}
 * @param code why it was refused, absent when it succeeded
 * @param details without secrets and without what people typed
 */
public record Happening(
        String operation,
        Actor actor,
        Change.Target target,
        Outcome outcome,
        Optional<String> code,
        ObjectNode details) {

    /** A success of a person at the pages of this service. */
    public static Happening by(User.Id person, String operation, Change.Target target) {
        return new Happening(
                operation,
                new Actor(person.toString(), Actor.Type.USER, "auth-service", "browser"),
                target,
                Outcome.SUCCESS,
                Optional.empty(),
                Json.object());
    }

    /** A success of a person that concerns their own account. */
    public static Happening ofAccount(User.Id person, String operation) {
        return by(person, operation, new Change.Target("user", person.toString()));
    }

    public Happening refused(Outcome how, String why) {
        return new Happening(operation, actor, target, how, Optional.of(why), details);
    }

    public Happening with(String name, String value) {
        return new Happening(
                operation, actor, target, outcome, code, details.deepCopy().put(name, value));
    }
}
