package org.watchbill.auth.device;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.watchbill.auth.consent.Wish;
import org.watchbill.auth.limit.SharedCeiling;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.auth.token.ClientAuthentication;
import org.watchbill.auth.token.Refusals;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.http.address.ClientAddresses;

/** {@code POST /device_authorization}, RFC 8628 section 3.1. */
public final class DeviceAuthorizationEndpoint {

    private static final int MOST_A_MINUTE = 600;

    private record DeviceBody(
            String deviceCode,
            String userCode,
            String verificationUri,
            String verificationUriComplete,
            long expiresIn,
            long interval) {}

    private final ClientAuthentication authentication;
    private final StartDevice startDevice;
    private final Resources resources;
    private final String issuer;
    private final ClientAddresses addresses;
    private final SharedCeiling ceiling;

    public DeviceAuthorizationEndpoint(
            ClientAuthentication authentication,
            StartDevice startDevice,
            Resources resources,
            String issuer,
            ClientAddresses addresses,
            InstantSource time) {
        this.authentication = authentication;
        this.startDevice = startDevice;
        this.resources = resources;
        this.issuer = issuer;
        this.addresses = addresses;
        this.ceiling = new SharedCeiling(MOST_A_MINUTE, Duration.ofMinutes(1), time);
    }

    public void start(ServerRequest request, ServerResponse response) {
        if (!ceiling.allows(addresses.keyOf(request))) {
            throw new OAuthException(OAuthError.TEMPORARILY_UNAVAILABLE, "Too many requests, try again in a minute");
        }
        Parameters form = Parameters.ofForm(request);
        form.refuseRepeated(Set.of("resource"));
        String clientId = Refusals.forPeople(authentication.authenticate(request, form), DeviceCodeGrant.GRANT_TYPE);
        StartDevice.Started started = startDevice
                .start(new Wish(clientId, ScopeRules.recognised(form.words("scope")), resources.requested(form)))
                .orElseThrow(Refusals::unauthorized);
        String page = issuer + DeviceEndpoint.PATH;
        String shown = started.userCode().shown();
        JsonBody.send(
                response,
                Status.OK_200,
                new DeviceBody(
                        started.deviceCode(),
                        shown,
                        page,
                        page + "?user_code=" + shown,
                        DeviceCode.LIFETIME.toSeconds(),
                        DeviceCode.PAUSE.toSeconds()));
    }
}
