package org.watchbill.auth.exchange;

import java.time.Instant;
import java.util.Set;
import org.watchbill.auth.token.TokenSubject;

/** What a subject token is worth; unknown, expired and revoked ones look the same. */
public sealed interface ExchangeDecision {

    /** It stands for {@code subject} until {@code end} at the latest. */
    record Accepted(TokenSubject subject, Set<String> scopes, Instant end) implements ExchangeDecision {

        public Accepted {
            scopes = Set.copyOf(scopes);
        }
    }

    record Refused() implements ExchangeDecision {}

    record TooManyAttempts() implements ExchangeDecision {}

    /** It is good but says not for which of the person's organisations. */
    record SeveralOrganisations() implements ExchangeDecision {}
}
