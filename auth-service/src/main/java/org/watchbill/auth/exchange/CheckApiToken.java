package org.watchbill.auth.exchange;

import org.watchbill.auth.apitoken.UseApiToken;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.auth.token.TokenSubject;

/** Accepts an API token with the rights that it has and its person's role still allows. */
public final class CheckApiToken implements SubjectCheck {

    private final UseApiToken useApiToken;

    public CheckApiToken(UseApiToken useApiToken) {
        this.useApiToken = useApiToken;
    }

    @Override
    public ExchangeDecision check(String subjectToken) {
        return useApiToken
                .use(subjectToken)
                .<ExchangeDecision>map(used -> {
                    String id = used.token().id().toString();
                    return new ExchangeDecision.Accepted(
                            TokenSubject.person("api-token:" + id, id, used.person()),
                            ScopeRules.effective(
                                    used.token().scopes(),
                                    used.person().membership().role()),
                            used.token().times().expiresAt());
                })
                .orElseGet(ExchangeDecision.Refused::new);
    }
}
