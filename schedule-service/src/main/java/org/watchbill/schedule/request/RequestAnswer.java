package org.watchbill.schedule.request;

import org.watchbill.kit.mcp.schema.Describe;

/** The answer to a write: the request as it stands now. */
public record RequestAnswer(
        RequestView request,

        @Describe("What happened, and what must happen next, in one sentence")
        String summary) {}
