package org.watchbill.kit.audit;

import java.util.Optional;

/**
 * What a write did.
 *
 * @param before digest of the state before, absent when there was none
 * @param after digest of the state after, absent when there is none
 */
public record Change(Target target, Optional<String> before, Optional<String> after) {

    /** The record that a call aimed at, such as {@code request} and its id. */
    public record Target(String type, String id) {}
}
