package org.watchbill.auth.exchange;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.account.CheckPassword;
import org.watchbill.auth.account.SignInDecision;
import org.watchbill.auth.account.User;
import org.watchbill.auth.client.Program;
import org.watchbill.auth.factor.FindFactors;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Person;
import org.watchbill.auth.scope.Scope;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.auth.token.TokenSubject;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.Role;

/**
 * Accepts an e-mail address and password that an old client sent to the gateway, by the rules and ceilings of the sign-in
 * page, unless that person has a second factor. As no person ticked any right, nothing that only administrators may do is granted.
 */
public final class CheckLegacyPassword implements SubjectCheck {

    private static final String CLIENT_ID = "legacy-password";
    private static final Set<String> SCOPES = Scopes.all().stream()
            .filter(scope -> scope.allowedTo(Role.MEMBER))
            .map(Scope::name)
            .collect(toUnmodifiableSet());
    private static final int LONGEST_ADDRESS = 64;

    /** {@code address} is where the client is, by which attempts are counted; without it all count as the gateway's. */
    private record Credentials(String username, String password, Optional<String> address) {

        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }

    private final CheckPassword checkPassword;
    private final Database database;
    private final Memberships memberships;
    private final FindFactors findFactors;

    public CheckLegacyPassword(
            CheckPassword checkPassword, Database database, Memberships memberships, FindFactors findFactors) {
        this.checkPassword = checkPassword;
        this.findFactors = findFactors;
        this.database = database;
        this.memberships = memberships;
    }

    /** {@code subjectToken} is the base64url form of a JSON object. */
    @Override
    public ExchangeDecision check(String subjectToken) {
        Credentials credentials = Json.read(decoded(subjectToken), Credentials.class);
        String address = credentials
                .address()
                .filter(text -> text.length() <= LONGEST_ADDRESS)
                .orElse(Program.Kind.MCP_GATEWAY.id());
        return switch (checkPassword.check(credentials.username(), credentials.password(), address)) {
            case SignInDecision.Accepted(User user)
            when findFactors.of(user.id()).required() -> new ExchangeDecision.Refused();
            case SignInDecision.Accepted(User user) -> inOnlyOrganisation(user);
            case SignInDecision.WrongPassword _, SignInDecision.UnknownAccount _ -> new ExchangeDecision.Refused();
            case SignInDecision.TooManyAttempts() -> new ExchangeDecision.TooManyAttempts();
        };
    }

    private ExchangeDecision inOnlyOrganisation(User user) {
        List<Membership> found = database.read(reader -> memberships.of(reader, user.id()));
        return switch (found.size()) {
            case 0 -> new ExchangeDecision.Refused();
            case 1 ->
                new ExchangeDecision.Accepted(
                        TokenSubject.person(CLIENT_ID, CLIENT_ID, new Person(user, found.getFirst())),
                        SCOPES,
                        Instant.MAX);
            default -> new ExchangeDecision.SeveralOrganisations();
        };
    }

    private static byte[] decoded(String subjectToken) {
        try {
            return Base64.getUrlDecoder().decode(subjectToken);
        } catch (IllegalArgumentException e) {
            throw OAuthException.invalidRequest("The subject token is not in base64url");
        }
    }
}
