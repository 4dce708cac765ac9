package org.watchbill.kit.mcp.completion;

import java.util.Optional;

/** All of one kind that has arguments, such as prompts. */
public interface CompletionSource {

    /** How a reference names the kind: {@code ref/prompt} or {@code ref/resource}. */
    String type();

    /** The member of the reference that says which one. */
    String member();

    Optional<Completable> completable(String key);
}
