package org.watchbill.system.story;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.watchbill.system.client.AuditLog;
import org.watchbill.system.client.Discovery;
import org.watchbill.system.client.Era;
import org.watchbill.system.client.McpClient;
import org.watchbill.system.client.OAuthClient;
import org.watchbill.system.client.Person;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.SuitePlan;

/** People of the demo organisation, and how they get clients. */
public final class Accounts {

    public static final Person ADMIN = new Person("admin@harbor.example", "watchbill-demo");
    public static final Person ANA = new Person("ana@harbor.example", "watchbill-demo");

    public static final String MEMBER_SCOPE = "profile:read schedule:read requests:read requests:write members:read";
    public static final String ADMIN_SCOPE = MEMBER_SCOPE + " requests:approve";

    private final SuitePlan plan;
    private final OAuthClient gateway;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    public Accounts(SuitePlan plan) {
        this.plan = plan;
        this.gateway = OAuthClient.register(Discovery.of(plan.mcp()));
    }

    /** A token for the gateway; asking again for the same person and scope answers the same token. */
    public String token(Person person, String scope) {
        return tokens.computeIfAbsent(person.email() + " " + scope, key -> gateway.tokenFor(person, scope));
    }

    public McpClient connect(Era era, Person person, String scope) {
        return era.connect(plan.mcp(), token(person, scope));
    }

    /** A token for the REST API of a service instead of the gateway. */
    public String apiToken(Service service, Person person, String scope) {
        URI issuer = plan.url(Service.AUTH);
        return OAuthClient.register(Discovery.of(issuer, plan.api(service))).tokenFor(person, scope);
    }

    public AuditLog auditLog(Person admin) {
        return new AuditLog(plan.url(Service.AUDIT), apiToken(Service.AUDIT, admin, "audit:read"));
    }
}
