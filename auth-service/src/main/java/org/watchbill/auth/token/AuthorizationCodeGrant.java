package org.watchbill.auth.token;

import org.watchbill.auth.grant.RedeemCode;
import org.watchbill.auth.grant.Redemption;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.oauth.Resources;

/** {@code grant_type=authorization_code} with PKCE. */
public final class AuthorizationCodeGrant implements GrantType {

    private final RedeemCode redeemCode;
    private final PersonTokens personTokens;
    private final Resources resources;

    public AuthorizationCodeGrant(RedeemCode redeemCode, PersonTokens personTokens, Resources resources) {
        this.redeemCode = redeemCode;
        this.personTokens = personTokens;
        this.resources = resources;
    }

    @Override
    public TokenAnswer answer(TokenRequest request) {
        TokenClient client = request.client();
        Parameters form = request.form();
        Redemption redemption = redeemCode.redeem(new RedeemCode.Request(
                form.required("code"),
                Refusals.forPeople(client, "authorization_code"),
                form.required("code_verifier"),
                form.optional("redirect_uri").orElse(""),
                resources.named(form).orElse(""),
                request.key()));
        Redemption.Accepted accepted = Refusals.accepted(redemption);
        return personTokens.first(accepted, request.key());
    }
}
