package org.watchbill.kit.database;

/** Tables of the kit that only the databases of some services have; each set has a history of its own. */
public enum OptionalTables {
    /** What {@code org.watchbill.kit.mcp.task} keeps. */
    TASKS("kit_task_schema_history", "classpath:service-kit/db-task"),
    /** What {@code org.watchbill.kit.mail} keeps. */
    MAIL("kit_mail_schema_history", "classpath:service-kit/db-mail");

    private final String history;
    private final String location;

    OptionalTables(String history, String location) {
        this.history = history;
        this.location = location;
    }

    String history() {
        return history;
    }

    String location() {
        return location;
    }
}
