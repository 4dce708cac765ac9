package org.watchbill.gateway.limit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.watchbill.gateway.credential.Principal;
import org.watchbill.gateway.shared.Allowance;
import org.watchbill.gateway.shared.SharedState;

/**
 * How often callers may come. Whoever has a good credential is counted as the principal that it stands for, everybody
 * else by address: an address that sent too many bad ones has to wait before another one is even looked at. A credential
 * that is known to be good is taken all the same, so that nobody locks out the neighbours behind the same address.
 */
public final class RequestLimits {

    private final SharedState state;
    private final Allowance perPrincipal;
    private final Allowance perAddress;
    private final WaitingAddresses waiting;
    private final LongAdder refusedPrincipals = new LongAdder();
    private final LongAdder refusedAddresses = new LongAdder();

    public RequestLimits(SharedState state, LimitSettings settings, InstantSource time) {
        this.state = state;
        this.perPrincipal = settings.principal();
        this.perAddress = settings.address();
        this.waiting = new WaitingAddresses(time);
    }

    /** Asked before a credential is looked at; {@code known} tells whether it was good before. */
    public Optional<TooMany> atAddress(String address, BooleanSupplier known) {
        Optional<Duration> wait = waiting.left(address).filter(there -> !known.getAsBoolean());
        wait.ifPresent(there -> refusedAddresses.increment());
        return wait.map(there -> new TooMany("Too many requests without a good credential", there));
    }

    /** Counts a request whose credential turned out not to be good. */
    public void denied(String address) {
        state.spend("address:" + address, perAddress).ifPresent(wait -> waiting.put(address, wait));
    }

    /** Counts a request whose credential turned out to be good. */
    public Optional<TooMany> ofPrincipal(Principal principal) {
        Optional<Duration> wait = state.spend("principal:" + name(principal), perPrincipal);
        wait.ifPresent(there -> refusedPrincipals.increment());
        return wait.map(there -> new TooMany("Too many requests", there));
    }

    private static String name(Principal principal) {
        return String.join(" ", principal.organisation(), principal.subject(), principal.client());
    }

    public LongAdder refusedPrincipals() {
        return refusedPrincipals;
    }

    public LongAdder refusedAddresses() {
        return refusedAddresses;
    }
}
