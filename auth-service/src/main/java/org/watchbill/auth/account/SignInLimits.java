package org.watchbill.auth.account;

import java.time.Duration;
import java.time.InstantSource;
import org.watchbill.auth.limit.Ceiling;

/** Five failed sign-ins for one account from one address in a quarter of an hour, and a hundred from one address. */
public final class SignInLimits {

    private static final Duration SPAN = Duration.ofMinutes(15);

    private final Ceiling perAccount;
    private final Ceiling perAddress;

    public SignInLimits(InstantSource time) {
        this.perAccount = new Ceiling(5, SPAN, time);
        this.perAddress = new Ceiling(100, SPAN, time);
    }

    boolean allows(String email, String address) {
        return perAddress.allows(address) && perAccount.allows(key(email, address));
    }

    /** An attempt that succeeded counts for nothing. */
    void succeeded(String email, String address) {
        perAccount.reset(key(email, address));
        perAddress.forgive(address);
    }

    private static String key(String email, String address) {
        return address + " " + email;
    }
}
