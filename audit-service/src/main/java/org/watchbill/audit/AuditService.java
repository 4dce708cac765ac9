package org.watchbill.audit;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import java.util.List;
import org.watchbill.audit.log.AppendEndpoint;
import org.watchbill.audit.log.AppendEvents;
import org.watchbill.audit.log.FindEvents;
import org.watchbill.audit.log.LogEndpoint;
import org.watchbill.audit.log.VerifyChain;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.http.HttpServer;
import org.watchbill.kit.http.Readiness;
import org.watchbill.kit.run.RunningService;
import org.watchbill.kit.token.ApiSecurity;
import org.watchbill.kit.token.ServiceTokens.Credentials;
import org.watchbill.kit.token.TokenVerifier;
import org.watchbill.kit.token.TokenVerifier.Trust;

/** The running audit-service. */
public final class AuditService implements RunningService {

    private final Database database;
    private final HttpServer server;

    private AuditService(Database database, HttpServer server) {
        this.database = database;
        this.server = server;
    }

    public static AuditService start(Settings settings, InstantSource time) {
        Database database = Database.open(settings);
        try {
            return new AuditService(database, HttpServer.start(settings, routes(settings, database, time)));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static HttpServer.Routes routes(Settings settings, Database database, InstantSource time) {
        ApiSecurity security = new ApiSecurity(
                Trust.of(settings, settings.uri("server.public-url") + "/api"), Credentials.of(settings), time);
        LogEndpoint log = new LogEndpoint(new FindEvents(database), new VerifyChain(database), security);
        AppendEndpoint append = new AppendEndpoint(
                new AppendEvents(database, time), new TokenVerifier(Trust.of(settings, settings.service()), time));
        return new HttpServer.Routes(
                routing -> onPublic(routing, security, log),
                routing -> routing.register(append),
                List.of(new Readiness("database", database::isAlive)),
                _ -> false);
    }

    private static void onPublic(HttpRouting.Builder routing, ApiSecurity security, LogEndpoint log) {
        security.setup(routing);
        routing.register("/api/v1", log);
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public int internalPort() {
        return server.internalPort();
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
