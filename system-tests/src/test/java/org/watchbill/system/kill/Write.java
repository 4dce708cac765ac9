package org.watchbill.system.kill;

/** A write that was answered with success: what it did to which request. */
record Write(Kind kind, String requestId) {

    enum Kind {
        SUBMIT("submit_coverage_request"),
        APPROVE("approve_request"),
        DENY("deny_request");

        private final String tool;

        Kind(String tool) {
            this.tool = tool;
        }

        String tool() {
            return tool;
        }
    }
}
