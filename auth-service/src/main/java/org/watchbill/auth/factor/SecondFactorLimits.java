package org.watchbill.auth.factor;

import java.time.Duration;
import java.time.InstantSource;
import org.watchbill.auth.account.User;
import org.watchbill.auth.limit.Ceiling;

/**
 * Five failures for one account from one address in a quarter of an hour, a hundred from one address, and ten wrong codes
 * of an app for one account in an hour wherever they come from, as six digits can be guessed. The last one stops nobody's
 * passkey or recovery code.
 */
public final class SecondFactorLimits {

    private static final Duration SPAN = Duration.ofMinutes(15);

    private final Ceiling perAccount;
    private final Ceiling perAddress;
    private final Ceiling appCodes;

    public SecondFactorLimits(InstantSource time) {
        this.perAccount = new Ceiling(5, SPAN, time);
        this.perAddress = new Ceiling(100, SPAN, time);
        this.appCodes = new Ceiling(10, Duration.ofHours(1), time);
    }

    public boolean allows(User.Id user, String address) {
        return allowsFrom(address) && perAccount.allows(key(user, address));
    }

    /** For attempts of which nobody knows yet whose they are. */
    public boolean allowsFrom(String address) {
        return perAddress.allows(address);
    }

    public boolean allowsAppCode(User.Id user) {
        return appCodes.allows(user.toString());
    }

    /** An attempt that succeeded counts for nothing. */
    public void succeeded(User.Id user, String address) {
        perAccount.reset(key(user, address));
        perAddress.forgive(address);
        appCodes.forgive(user.toString());
    }

    private static String key(User.Id user, String address) {
        return address + " " + user;
    }
}
