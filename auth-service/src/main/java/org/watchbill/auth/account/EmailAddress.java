package org.watchbill.auth.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The spelling of an e-mail address by which an account is found: trimmed and in lower case. Quoted local parts and those
 * beyond ASCII are no addresses here, as in browsers' forms.
 */
public final class EmailAddress {

    private static final int LONGEST = 254;
    private static final Pattern PLAUSIBLE = Pattern.compile(
            "[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}(?<!-)");

    private EmailAddress() {}

    public static Optional<String> normalised(String typed) {
        String address = typed.strip().toLowerCase(Locale.ROOT);
        return address.length() <= LONGEST && PLAUSIBLE.matcher(address).matches()
                ? Optional.of(address)
                : Optional.empty();
    }
}
