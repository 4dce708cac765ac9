package org.watchbill.system.story;

import org.watchbill.system.suite.Storage;

/** The refusals on H2 files. */
final class RefusalsOnH2Test extends Refusals {

    RefusalsOnH2Test() {
        super(Storage.H2);
    }
}
