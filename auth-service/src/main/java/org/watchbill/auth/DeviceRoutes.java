package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.consent.AskConsent;
import org.watchbill.auth.consent.ConsentTickets;
import org.watchbill.auth.consent.FindQuestion;
import org.watchbill.auth.device.DecideDevice;
import org.watchbill.auth.device.DeviceAuthorizationEndpoint;
import org.watchbill.auth.device.DeviceCodeGrant;
import org.watchbill.auth.device.DeviceCodes;
import org.watchbill.auth.device.DeviceEndpoint;
import org.watchbill.auth.device.DeviceRequest;
import org.watchbill.auth.device.FindDevice;
import org.watchbill.auth.device.PollDevice;
import org.watchbill.auth.device.StartDevice;
import org.watchbill.auth.grant.RefreshTokens;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.token.ClientAuthentication;
import org.watchbill.auth.token.PersonTokens;
import org.watchbill.kit.http.address.ClientAddresses;

/** Where devices without a browser get access. */
final class DeviceRoutes {

    private final AuthParts parts;
    private final PageParts pages;
    private final ClientAuthentication authentication;
    private final ClientAddresses addresses;
    private final InstantSource time;

    DeviceRoutes(
            AuthParts parts,
            PageParts pages,
            ClientAuthentication authentication,
            ClientAddresses addresses,
            InstantSource time) {
        this.parts = parts;
        this.pages = pages;
        this.authentication = authentication;
        this.addresses = addresses;
        this.time = time;
    }

    void onPublic(HttpRouting.Builder routing) {
        AuthParts.Stores stores = parts.stores();
        DeviceCodes codes = new DeviceCodes();
        ConsentTickets<DeviceRequest> tickets = new ConsentTickets<>("device", DeviceRequest.class);
        FindQuestion findQuestion = AuthorizationRoutes.findQuestion(parts, time);
        DeviceEndpoint device = new DeviceEndpoint(
                new FindDevice(parts.database(), codes, stores.clients(), time),
                new AskConsent<>(
                        new AskConsent.Registers<>(parts.database(), tickets, stores.clients()), findQuestion, time),
                new DecideDevice(
                        new DecideDevice.Registers(parts.database(), tickets, codes),
                        AuthorizationRoutes.giveConsent(parts, findQuestion, time),
                        time),
                pages.guard(),
                addresses);
        routing.get(DeviceEndpoint.PATH, PageEndpoint.of(device::form))
                .post(DeviceEndpoint.PATH, PageEndpoint.of(device::type))
                .post(DeviceEndpoint.DECISION_PATH, PageEndpoint.of(device::decide));
        DeviceAuthorizationEndpoint start = new DeviceAuthorizationEndpoint(
                authentication,
                new StartDevice(parts.database(), codes, stores.clients(), time),
                parts.resources(),
                parts.issuer(),
                addresses,
                time);
        ProtocolRoutes.write(routing, "/device_authorization", start::start);
    }

    static DeviceCodeGrant grantType(AuthParts parts, PersonTokens personTokens, InstantSource time) {
        return new DeviceCodeGrant(
                new PollDevice(
                        new PollDevice.Registers(
                                parts.database(),
                                new DeviceCodes(),
                                parts.stores().grants(),
                                new RefreshTokens()),
                        time),
                personTokens);
    }
}
