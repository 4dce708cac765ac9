package org.watchbill.kit.mcp.task;

/** What became of the wish for a task. */
public sealed interface TaskCreation {

    /** The task is stored; whatever happens to this process, it will be worked on. */
    record Created(Task task) implements TaskCreation {}

    /** The principal has as many tasks as it may have, open ones or ended ones that are still kept. */
    record TooMany() implements TaskCreation {}

    /** The description is longer than 64 Ki characters, or nested too deep. */
    record TooLarge() implements TaskCreation {}
}
