package org.watchbill.auth.token;

import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.grant.RedeemCode;
import org.watchbill.auth.grant.Redemption;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.oauth.Resources;

/** {@code grant_type=authorization_code} with PKCE. */
public final class AuthorizationCodeGrant implements GrantType {

    private final RedeemCode redeemCode;
    private final PersonTokens personTokens;
    private final IdTokens idTokens;
    private final Resources resources;

    public AuthorizationCodeGrant(
            RedeemCode redeemCode, PersonTokens personTokens, IdTokens idTokens, Resources resources) {
        this.redeemCode = redeemCode;
        this.personTokens = personTokens;
        this.idTokens = idTokens;
        this.resources = resources;
    }

    @Override
    public TokenAnswer answer(TokenClient client, Parameters form) {
        Redemption redemption = redeemCode.redeem(new RedeemCode.Request(
                form.required("code"),
                Refusals.forPeople(client, "authorization_code"),
                form.required("code_verifier"),
                form.optional("redirect_uri").orElse(""),
                resources.named(form).orElse("")));
        Redemption.Accepted accepted = Refusals.accepted(redemption);
        Grant grant = accepted.grant();
        TokenAnswer answer = personTokens
                .issue(grant, grant.scopes())
                .map(TokenAnswer::of)
                .orElseThrow(() -> new OAuthException(OAuthError.INVALID_GRANT, "The person has left the organisation"))
                .withRefreshToken(accepted.refreshToken());
        if (!grant.scopes().contains("openid")) {
            return answer;
        }
        return personTokens
                .user(grant)
                .map(user -> answer.withIdToken(idTokens.issue(grant, user, accepted.nonce())))
                .orElse(answer);
    }
}
