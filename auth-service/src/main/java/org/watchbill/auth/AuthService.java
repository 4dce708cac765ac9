package org.watchbill.auth;

import java.time.InstantSource;
import java.util.List;
import org.watchbill.auth.demo.DemoOrganisation;
import org.watchbill.auth.setup.OfferSetUp;
import org.watchbill.auth.setup.SetUpLinks;
import org.watchbill.auth.sweep.Sweep;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.auth.token.ClientCredentialsGrant;
import org.watchbill.kit.audit.OutboxSender;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.database.OptionalTables;
import org.watchbill.kit.http.HttpServer;
import org.watchbill.kit.http.Readiness;
import org.watchbill.kit.http.outbound.GuardedClient;
import org.watchbill.kit.mail.MailSender;
import org.watchbill.kit.run.RunningService;

/** A running authorization server. */
public final class AuthService implements RunningService {

    private final HttpServer server;
    private final Background background;
    private final Database database;

    /** What works without being asked. */
    private record Background(OutboxSender events, MailSender mail, Sweep sweep, GuardedClient outbound)
            implements AutoCloseable {

        @Override
        public void close() {
            sweep.close();
            mail.close();
            events.close();
            outbound.close();
        }
    }

    private AuthService(HttpServer server, Background background, Database database) {
        this.server = server;
        this.background = background;
        this.database = database;
    }

    public static AuthService start(Settings settings, InstantSource time) {
        Database database = Database.open(settings, OptionalTables.MAIL);
        try {
            AuthParts parts = AuthParts.build(settings, database, time);
            AuthRoutes routes = new AuthRoutes(settings, parts, time);
            prepare(settings, parts, time);
            HttpServer server = HttpServer.start(
                    settings,
                    new HttpServer.Routes(
                            routes::onPublic,
                            internal -> {},
                            List.of(new Readiness("database", database::isAlive)),
                            path -> false));
            AccessTokens accessTokens = new AccessTokens(parts.keys(), parts.issuer(), time);
            OutboxSender sender = OutboxSender.start(
                    database, settings.uri("audit.url"), () -> ClientCredentialsGrant.ofThisService(accessTokens));
            server.gauge("outbox.backlog", "Audit events that wait to be delivered", sender::backlog);
            Sweep sweep = Sweep.start(new AuthTasks(settings, parts, time).all());
            return new AuthService(
                    server,
                    new Background(
                            sender,
                            mail(settings, server, database, time),
                            sweep,
                            parts.outside().client()),
                    database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static MailSender mail(Settings settings, HttpServer server, Database database, InstantSource time) {
        MailSender mail = MailSender.start(database, settings, settings.secret("keys.encryption-file"), time);
        server.gauge("mail.backlog", "Mails that wait to be sent", mail::backlog);
        server.gauge("mail.given_up", "Mails of the last thirty days that could not be sent", mail::givenUp);
        return mail;
    }

    private static void prepare(Settings settings, AuthParts parts, InstantSource time) {
        if (settings.flag("demo")) {
            new DemoOrganisation(parts.founding(), parts.hasher(), time).seed();
        } else if (!settings.texts("setup.link-file").isEmpty()) {
            String publicUrl = settings.uri("server.public-url").toString();
            new OfferSetUp(parts.database(), new SetUpLinks(), publicUrl, time).offer(settings.path("setup.link-file"));
        }
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public int internalPort() {
        return server.internalPort();
    }

    /** Lets requests in flight finish before the outbox and the database go away. */
    @Override
    public void close() {
        server.close();
        background.close();
        database.close();
    }
}
