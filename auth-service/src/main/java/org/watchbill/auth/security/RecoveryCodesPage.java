package org.watchbill.auth.security;

import java.util.List;
import org.watchbill.auth.page.Navigation;
import org.watchbill.auth.page.Page;

/** New recovery codes, this once. */
public record RecoveryCodesPage(Navigation navigation, List<String> codes) implements Page {

    public RecoveryCodesPage {
        codes = List.copyOf(codes);
    }

    @Override
    public String template() {
        return "recovery-codes";
    }

    @Override
    public String toString() {
        return "RecoveryCodesPage[hidden]";
    }
}
