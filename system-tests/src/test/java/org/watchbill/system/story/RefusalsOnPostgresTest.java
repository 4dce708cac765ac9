package org.watchbill.system.story;

import org.watchbill.system.suite.Storage;

/** The refusals on PostgreSQL. */
final class RefusalsOnPostgresTest extends Refusals {

    RefusalsOnPostgresTest() {
        super(Storage.POSTGRES);
    }
}
