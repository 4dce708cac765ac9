package org.watchbill.auth.provider;

import org.watchbill.auth.account.Users;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.provider.remote.ProviderDirectory;
import org.watchbill.auth.provider.remote.ProviderTokens;
import org.watchbill.kit.database.Database;

/** The stores and the ways to providers that signing in by one takes. */
public record ProviderParts(
        Database database,
        Providers providers,
        ExternalIdentities identities,
        PendingSignIns pending,
        People people,
        ProviderDirectory directory,
        ProviderTokens tokens) {

    /** Who has an account, where they belong, and who is told. */
    public record People(Users users, Memberships memberships, AccountEvents events) {}
}
