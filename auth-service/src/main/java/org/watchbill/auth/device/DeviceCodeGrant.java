package org.watchbill.auth.device;

import org.watchbill.auth.grant.Redemption;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.token.GrantType;
import org.watchbill.auth.token.PersonTokens;
import org.watchbill.auth.token.Refusals;
import org.watchbill.auth.token.TokenAnswer;
import org.watchbill.auth.token.TokenClient;
import org.watchbill.auth.token.TokenRequest;

/** {@code grant_type=urn:ietf:params:oauth:grant-type:device_code}, RFC 8628 section 3.4. */
public final class DeviceCodeGrant implements GrantType {

    public static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

    private final PollDevice pollDevice;
    private final PersonTokens personTokens;

    public DeviceCodeGrant(PollDevice pollDevice, PersonTokens personTokens) {
        this.pollDevice = pollDevice;
        this.personTokens = personTokens;
    }

    @Override
    public TokenAnswer answer(TokenRequest request) {
        TokenClient client = request.client();
        Parameters form = request.form();
        String clientId = Refusals.forPeople(client, GRANT_TYPE);
        return switch (pollDevice.poll(clientId, form.required("device_code"), request.key())) {
            case PollDevice.Answer.Ready(var grant, var refreshToken) ->
                personTokens.first(new Redemption.Accepted(grant, refreshToken, ""), request.key());
            case PollDevice.Answer.NotReady(OAuthError why) -> throw new OAuthException(why, words(why));
        };
    }

    private static String words(OAuthError why) {
        return switch (why) {
            case AUTHORIZATION_PENDING -> "The person has not decided yet";
            case SLOW_DOWN -> "Wait five seconds longer between two requests";
            case ACCESS_DENIED -> "The access was denied or has ended";
            case EXPIRED_TOKEN -> "The device code has expired";
            default -> "The device code is unknown or used";
        };
    }
}
