package org.watchbill.auth;

import java.time.InstantSource;
import org.watchbill.auth.account.PasswordHasher;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.apitoken.ApiTokens;
import org.watchbill.auth.apitoken.UseApiToken;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.client.document.FindDocumentClient;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.factor.FactorMails;
import org.watchbill.auth.factor.FactorNews;
import org.watchbill.auth.factor.FindFactors;
import org.watchbill.auth.grant.Codes;
import org.watchbill.auth.grant.Grants;
import org.watchbill.auth.key.FindKeys;
import org.watchbill.auth.key.KeyRing;
import org.watchbill.auth.key.OpenKeyRing;
import org.watchbill.auth.key.RotateKeys;
import org.watchbill.auth.membership.Members;
import org.watchbill.auth.membership.ResetFactors;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.organisation.People;
import org.watchbill.auth.serviceaccount.ServiceAccounts;
import org.watchbill.auth.session.EndSessions;
import org.watchbill.auth.session.Sessions;
import org.watchbill.auth.session.step.SignInSteps;
import org.watchbill.auth.setup.FoundOrganisation;
import org.watchbill.auth.setup.SetUpLinks;
import org.watchbill.auth.token.ProofDoor;
import org.watchbill.kit.audit.Outbox;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.http.outbound.GuardedClient;
import org.watchbill.kit.mail.MailOutbox;
import org.watchbill.kit.token.dpop.ProofMemory;

/** What several features share: the stores, the keys and the names by which this server is known. */
record AuthParts(
        Database database,
        Stores stores,
        Recording recording,
        KeyRing keys,
        Outside outside,
        Rotation rotation,
        ProofDoor proofs,
        PasswordHasher hasher,
        String issuer,
        Resources resources) {

    /** One store a table. */
    record Stores(
            Users users,
            Organisations organisations,
            Memberships memberships,
            Clients clients,
            Grants grants,
            Codes codes,
            ApiTokens apiTokens,
            ServiceAccounts serviceAccounts,
            SetUpLinks setUpLinks) {}

    /**
     * To whom a write is told: to the audit log, as a command or as an event in its own transaction, and to people by
     * mail.
     */
    record Recording(Commands commands, AccountEvents events, MailOutbox mail) {}

    /** What is called at addresses that outsiders chose. */
    record Outside(GuardedClient client, FindDocumentClient documents) {}

    /** What the operator and the age of the keys ask for. */
    record Rotation(RotateKeys rotateKeys, FindKeys findKeys) {}

    static AuthParts build(Settings settings, Database database, InstantSource time) {
        Stores stores = new Stores(
                new Users(),
                new Organisations(),
                new Memberships(),
                new Clients(),
                new Grants(),
                new Codes(),
                new ApiTokens(),
                new ServiceAccounts(),
                new SetUpLinks());
        GuardedClient outbound = GuardedClient.of(settings);
        Outbox outbox = new Outbox();
        OpenKeyRing keys = new OpenKeyRing(database, settings.secret("keys.encryption-file"), time);
        return new AuthParts(
                database,
                stores,
                new Recording(
                        new Commands(database, outbox, time),
                        new AccountEvents(outbox, stores.memberships(), settings.service(), time),
                        MailOutbox.of(settings, settings.secret("keys.encryption-file"), time)),
                keys.open(),
                new Outside(outbound, new FindDocumentClient(database, outbound, time)),
                new Rotation(keys.rotation(), keys.facts()),
                new ProofDoor(settings.uri("server.public-url"), new ProofMemory(time), time),
                new PasswordHasher(),
                settings.uri("server.public-url").toString(),
                Resources.of(
                        settings.uri("resources.gateway"),
                        settings.uri("resources.schedule"),
                        settings.uri("resources.audit"),
                        settings.uri("server.public-url").toString()));
    }

    UseApiToken useApiToken(InstantSource time) {
        return new UseApiToken(
                new UseApiToken.Registers(
                        database, stores.apiTokens(), people(), stores.serviceAccounts(), stores.organisations()),
                time);
    }

    ResetFactors resetFactors(Members members) {
        return new ResetFactors(
                stores.organisations(),
                members,
                new FindFactors(database),
                new ResetFactors.Endings(new EndSessions(new Sessions()), new SignInSteps()),
                new ResetFactors.Messages(recording.mail(), new FactorMails(issuer)));
    }

    FactorNews factorNews() {
        return new FactorNews(stores.users(), recording.events(), recording.mail(), new FactorMails(issuer));
    }

    People people() {
        return new People(stores.users(), stores.memberships());
    }

    FoundOrganisation.Registers founding() {
        return new FoundOrganisation.Registers(
                database, stores.setUpLinks(), stores.users(), stores.organisations(), stores.memberships());
    }
}
