package org.watchbill.kit.mcp.task;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of the table {@code task}, and the rules by which it changes.
 *
 * @param description what was asked, empty once the task has ended
 * @param answers what was answered so far, by key
 */
record StoredTask(
        String digest,
        String principal,
        String work,
        ObjectNode description,
        ObjectNode answers,
        TaskState state,
        Optional<String> message,
        Turn turn,
        long version,
        Times times) {

    /**
     * Whose turn it is.
     *
     * @param dueAt when a worker may take the task; none while there is nothing to do
     * @param lease the worker that has it, until {@code dueAt}
     * @param attempts how often a worker took it since it was handed in or answered
     */
    record Turn(Optional<Instant> dueAt, Optional<UUID> lease, long attempts, boolean cancelRequested) {

        static final Turn OWNERS = new Turn(Optional.empty(), Optional.empty(), 0, false);

        static Turn workers(Instant now) {
            return new Turn(Optional.of(now), Optional.empty(), 0, false);
        }
    }

    record Times(Instant createdAt, Instant updatedAt, Instant expiresAt) {}

    static StoredTask handedIn(String digest, String principal, String work, ObjectNode description, Times times) {
        return new StoredTask(
                digest,
                principal,
                work,
                description,
                Json.object(),
                new TaskState.Working(),
                Optional.empty(),
                Turn.workers(times.createdAt()),
                1,
                times);
    }

    Task shown(String id, Duration pollInterval) {
        Duration life = Duration.between(times.createdAt(), times.expiresAt());
        return new Task(id, work, state, message, times.createdAt(), times.updatedAt(), life, pollInterval, version);
    }

    /** A task that brought down every worker that took it ends instead. */
    StoredTask taken(UUID lease, Instant now, Duration duration) {
        if (turn.attempts() >= TaskRules.MOST_ATTEMPTS) {
            return ended(TaskStep.failedInside("The task was begun several times and never came to an end"), now);
        }
        return withTurn(new Turn(
                Optional.of(now.plus(duration)), Optional.of(lease), turn.attempts() + 1, turn.cancelRequested()));
    }

    /** Makes the lease longer, once a third of it is over. */
    StoredTask renewed(Instant now, Duration duration) {
        boolean isFresh = turn.dueAt()
                .orElseThrow()
                .isAfter(now.plus(duration.multipliedBy(2).dividedBy(3)));
        return isFresh
                ? this
                : withTurn(new Turn(
                        Optional.of(now.plus(duration)), turn.lease(), turn.attempts(), turn.cancelRequested()));
    }

    /** Given back undone by a worker that stops. */
    StoredTask givenBack(Instant now) {
        return withTurn(new Turn(Optional.of(now), Optional.empty(), turn.attempts() - 1, turn.cancelRequested()));
    }

    /** What its worker has come to. */
    StoredTask stepped(TaskState step, Instant now) {
        return switch (step) {
            case TaskStep.InputRequired _ when turn.cancelRequested() -> ended(new TaskState.Cancelled(), now);
            case TaskStep.InputRequired(ObjectNode requests) -> asked(requests, now);
            case TaskStep.Completed(ObjectNode result)
            when !isKeepable(result, TaskRules.LONGEST_RESULT) ->
                ended(TaskStep.failedInside("The result is too large to be kept"), now);
            case TaskStep.Completed _, TaskStep.Failed _, TaskState.Cancelled _ -> ended(step, now);
            case TaskState.Working _ -> throw new IllegalArgumentException("Work that returns has come to a step");
        };
    }

    /** Takes the responses to what is asked and leaves out all others. */
    StoredTask answered(ObjectNode responses, Instant now) {
        if (!(state instanceof TaskStep.InputRequired(ObjectNode requests))
                || responses.propertyNames().stream().noneMatch(requests::has)) {
            return this;
        }
        ObjectNode open = requests.deepCopy();
        ObjectNode known = answers.deepCopy();
        responses.properties().stream()
                .filter(response -> requests.has(response.getKey()))
                .forEach(response -> {
                    open.remove(response.getKey());
                    known.set(response.getKey(), response.getValue());
                });
        if (!isKeepable(known, TaskRules.LONGEST_ANSWERS)) {
            return ended(TaskStep.failedInside("The answers are too large to be kept"), now);
        }
        TaskState next = open.isEmpty() ? new TaskState.Working() : new TaskStep.InputRequired(open);
        return changed(known, next, open.isEmpty() ? Turn.workers(now) : Turn.OWNERS, now);
    }

    /** Ends a task that nobody works on; the worker of any other is asked to stop. */
    StoredTask unwanted(Instant now) {
        if (state.hasEnded()) {
            return this;
        }
        if (turn.lease().isEmpty()) {
            return ended(new TaskState.Cancelled(), now);
        }
        return withTurn(new Turn(turn.dueAt(), turn.lease(), turn.attempts(), true));
    }

    /** Whether {@code content} is small enough, and can be read back: what cannot would stop whoever comes upon it. */
    static boolean isKeepable(ObjectNode content, int most) {
        String text = Json.text(content);
        if (text.length() > most) {
            return false;
        }
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8)).isObject();
        } catch (JsonFormatException e) {
            return false;
        }
    }

    private StoredTask asked(ObjectNode requests, Instant now) {
        boolean isFresh =
                !requests.isEmpty() && requests.propertyNames().stream().noneMatch(answers::has);
        if (!isFresh || !isKeepable(requests, TaskRules.LONGEST_QUESTIONS)) {
            return ended(TaskStep.failedInside("The task asked what cannot be asked"), now);
        }
        return changed(answers, new TaskStep.InputRequired(requests), Turn.OWNERS, now);
    }

    private StoredTask ended(TaskState end, Instant now) {
        return new StoredTask(
                digest,
                principal,
                work,
                Json.object(),
                Json.object(),
                end,
                end instanceof TaskStep.Failed(ObjectNode error) ? Optional.of(shortened(error)) : Optional.empty(),
                Turn.OWNERS,
                version + 1,
                updated(now));
    }

    private StoredTask changed(ObjectNode known, TaskState next, Turn whose, Instant now) {
        return new StoredTask(
                digest, principal, work, description, known, next, message, whose, version + 1, updated(now));
    }

    private StoredTask withTurn(Turn whose) {
        return new StoredTask(digest, principal, work, description, answers, state, message, whose, version, times);
    }

    private Times updated(Instant now) {
        return new Times(times.createdAt(), now, times.expiresAt());
    }

    private static String shortened(ObjectNode error) {
        String text = error.path("message").stringValue("");
        return text.substring(0, Math.min(text.length(), TaskRules.LONGEST_MESSAGE));
    }
}
