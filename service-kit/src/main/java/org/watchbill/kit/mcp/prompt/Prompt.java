package org.watchbill.kit.mcp.prompt;

import java.util.List;
import java.util.Map;
import org.watchbill.kit.token.Caller;

/** A prompt. */
public record Prompt(PromptSpec spec, Handler handler) {

    /** Fills the prompt. */
    @FunctionalInterface
    public interface Handler {

        /**
         * The messages; a {@link org.watchbill.kit.refusal.RefusedException} is answered as an error.
         *
         * @param arguments the declared ones that have a value
         */
        List<PromptMessage> messages(Caller caller, Map<String, String> arguments);
    }
}
