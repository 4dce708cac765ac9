package org.watchbill.kit.mcp.task;

import java.time.Duration;

/**
 * The bounds of tasks.
 *
 * @param life from creation until the task and its result are forgotten
 * @param pollInterval what clients are asked to wait between two looks
 * @param lease how long a worker that has died keeps its task from the others
 * @param mostOpen tasks of one principal that have not ended
 * @param mostKept tasks of one principal that have not expired
 * @param mostRunning tasks that one process works on at the same time
 */
public record TaskRules(
        Duration life, Duration pollInterval, Duration lease, int mostOpen, int mostKept, int mostRunning) {

    static final int LONGEST_DESCRIPTION = 64 * 1024;
    static final int LONGEST_QUESTIONS = 64 * 1024;
    static final int LONGEST_ANSWERS = 256 * 1024;
    static final int LONGEST_RESULT = 1_000_000;
    static final int LONGEST_MESSAGE = 500;
    static final int MOST_ATTEMPTS = 5;

    public static TaskRules standard() {
        return new TaskRules(Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofSeconds(30), 10, 100, 4);
    }
}
