package org.watchbill.auth;

import java.time.InstantSource;
import org.watchbill.auth.account.PasswordHasher;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.grant.Codes;
import org.watchbill.auth.grant.Grants;
import org.watchbill.auth.key.KeyRing;
import org.watchbill.auth.key.OpenKeyRing;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.setup.FoundOrganisation;
import org.watchbill.auth.setup.SetUpLinks;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;

/** What several features share: the stores, the keys and the names by which this server is known. */
record AuthParts(
        Database database, Stores stores, KeyRing keys, PasswordHasher hasher, String issuer, Resources resources) {

    /** One store a table. */
    record Stores(
            Users users,
            Organisations organisations,
            Memberships memberships,
            Clients clients,
            Grants grants,
            Codes codes,
            SetUpLinks setUpLinks) {}

    static AuthParts build(Settings settings, Database database, InstantSource time) {
        Stores stores = new Stores(
                new Users(),
                new Organisations(),
                new Memberships(),
                new Clients(),
                new Grants(),
                new Codes(),
                new SetUpLinks());
        return new AuthParts(
                database,
                stores,
                new OpenKeyRing(database, settings.secret("keys.encryption-file"), time).open(),
                new PasswordHasher(),
                settings.uri("server.public-url").toString(),
                Resources.of(
                        settings.uri("resources.gateway"),
                        settings.uri("resources.schedule"),
                        settings.uri("resources.audit")));
    }

    FoundOrganisation.Registers founding() {
        return new FoundOrganisation.Registers(
                database, stores.setUpLinks(), stores.users(), stores.organisations(), stores.memberships());
    }
}
