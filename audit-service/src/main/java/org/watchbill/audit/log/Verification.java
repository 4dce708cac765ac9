package org.watchbill.audit.log;

import java.util.Optional;

/**
 * The verdict over one chain.
 *
 * @param size how many entries the chain's head speaks of
 * @param head the hash that the chain's head names
 * @param firstBrokenIndex the first place whose entry is altered, missing or superfluous
 */
record Verification(long size, String head, boolean intact, Optional<Long> firstBrokenIndex) {

    static Verification intact(ChainHead head) {
        return new Verification(head.size(), head.hash(), true, Optional.empty());
    }

    static Verification broken(ChainHead head, long index) {
        return new Verification(head.size(), head.hash(), false, Optional.of(index));
    }
}
