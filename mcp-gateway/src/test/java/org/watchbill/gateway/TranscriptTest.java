package org.watchbill.gateway;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.Transcript;

class TranscriptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "modern",
                "handshake",
                "revisions",
                "batch",
                "replay",
                "cancellation",
                "questions",
                "end",
                "refusals"
            })
    void conversationGoesAsWritten(String name) {
        try (RunningGateway gateway = new RunningGateway();
                RunningGateway replica = gateway.replica()) {
            Transcript.replay("/mcp-gateway/transcripts/" + name + ".txt", gateway, replica);
        }
    }
}
