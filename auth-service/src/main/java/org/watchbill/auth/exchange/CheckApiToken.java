package org.watchbill.auth.exchange;

import org.watchbill.auth.apitoken.UseApiToken;
import org.watchbill.auth.apitoken.UsedToken;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Person;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.auth.serviceaccount.ServiceAccount;
import org.watchbill.auth.token.TokenSubject;

/** Accepts an API token with the rights that it has and its holder's role still allows. */
public final class CheckApiToken implements SubjectCheck {

    private final UseApiToken useApiToken;

    public CheckApiToken(UseApiToken useApiToken) {
        this.useApiToken = useApiToken;
    }

    @Override
    public ExchangeDecision check(String subjectToken) {
        return useApiToken
                .use(subjectToken)
                .<ExchangeDecision>map(used -> new ExchangeDecision.Accepted(
                        subject(used),
                        ScopeRules.effective(used.token().scopes(), used.role()),
                        used.token().times().expiresAt()))
                .orElseGet(ExchangeDecision.Refused::new);
    }

    private static TokenSubject subject(UsedToken used) {
        String id = used.token().id().toString();
        String client = "api-token:" + id;
        return switch (used) {
            case UsedToken.ByPerson(var token, Person person) -> TokenSubject.person(client, id, person);
            case UsedToken.ByService(var token, ServiceAccount account, Organisation organisation) ->
                TokenSubject.serviceAccount(client, id, account, organisation);
        };
    }
}
