package org.watchbill.auth.token;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Set;
import org.watchbill.auth.grant.Redemption;
import org.watchbill.auth.grant.RefreshGrant;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.scope.Scope;
import org.watchbill.auth.scope.Scopes;

/** {@code grant_type=refresh_token} with rotation. */
public final class RefreshTokenGrant implements GrantType {

    private final RefreshGrant refreshGrant;
    private final PersonTokens personTokens;
    private final Resources resources;

    public RefreshTokenGrant(RefreshGrant refreshGrant, PersonTokens personTokens, Resources resources) {
        this.refreshGrant = refreshGrant;
        this.personTokens = personTokens;
        this.resources = resources;
    }

    @Override
    public TokenAnswer answer(TokenRequest request) {
        TokenClient client = request.client();
        Parameters form = request.form();
        Set<String> asked = asked(form);
        Redemption redemption = refreshGrant.refresh(new RefreshGrant.Request(
                form.required("refresh_token"),
                Refusals.forPeople(client, "refresh_token"),
                asked,
                resources.named(form).orElse(""),
                request.key()));
        Redemption.Accepted accepted = Refusals.accepted(redemption);
        return personTokens
                .issue(accepted.grant(), asked.isEmpty() ? accepted.grant().scopes() : asked, request.key())
                .map(TokenAnswer::of)
                .orElseThrow(() -> new OAuthException(OAuthError.INVALID_GRANT, "The person has left the organisation"))
                .withRefreshToken(accepted.refreshToken());
    }

    /** Clients repeat {@code offline_access} whether it was granted or not; it asks for nothing here. */
    private static Set<String> asked(Parameters form) {
        return form.words("scope").stream()
                .filter(name -> !name.equals("offline_access"))
                .map(name -> Scopes.find(name).map(Scope::name).orElse(name))
                .collect(toUnmodifiableSet());
    }
}
