package org.watchbill.auth.device;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.watchbill.auth.consent.AskConsent;
import org.watchbill.auth.consent.Asker;
import org.watchbill.auth.consent.ConsentForm;
import org.watchbill.auth.consent.ConsentPage;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.MessagePage;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.http.address.ClientAddresses;

/** {@code /device}: where a person types the code of a device and decides what it may do. */
public final class DeviceEndpoint {

    public static final String PATH = "/device";
    public static final String DECISION_PATH = "/device/decision";

    private final FindDevice findDevice;
    private final AskConsent<DeviceRequest> askConsent;
    private final DecideDevice decideDevice;
    private final FormGuard guard;
    private final ClientAddresses addresses;

    public DeviceEndpoint(
            FindDevice findDevice,
            AskConsent<DeviceRequest> askConsent,
            DecideDevice decideDevice,
            FormGuard guard,
            ClientAddresses addresses) {
        this.findDevice = findDevice;
        this.askConsent = askConsent;
        this.decideDevice = decideDevice;
        this.guard = guard;
        this.addresses = addresses;
    }

    /** The code may come with the address; it is never taken for the person's own. */
    public void form(ServerRequest request, ServerResponse response) {
        String code = Parameters.ofQuery(request)
                .optional("user_code")
                .flatMap(UserCode::read)
                .map(UserCode::shown)
                .orElse("");
        Session session = guard.requireSignedIn(request, code.isEmpty() ? PATH : PATH + "?user_code=" + code);
        PageEndpoint.send(response, Status.OK_200, page(session, code, ""));
    }

    public void type(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        Session session = guard.requireSession(request, form);
        String typed = form.optional("user_code").orElse("");
        switch (findDevice.find(session.user().id(), addresses.keyOf(request), typed)) {
            case FindDevice.Decision.Found found ->
                PageEndpoint.send(response, Status.OK_200, consentPage(session, found));
            case FindDevice.Decision.Unknown() ->
                PageEndpoint.send(
                        response,
                        Status.BAD_REQUEST_400,
                        page(
                                session,
                                typed,
                                "No device shows this code now. Compare it, or start again on the device."));
            case FindDevice.Decision.TooManyAttempts() -> {
                response.header(HeaderNames.RETRY_AFTER, "180");
                PageEndpoint.send(
                        response,
                        Status.TOO_MANY_REQUESTS_429,
                        page(session, typed, "Too many wrong codes. Wait a few minutes and try again."));
            }
        }
    }

    public void decide(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        Session session = guard.requireSession(request, form);
        switch (decideDevice.decide(session, ConsentForm.read(form))) {
            case APPROVED ->
                say(response, "The device is connected", "Go back to it; it goes on by itself within seconds.");
            case DENIED -> say(response, "You denied the access", "The device gets none. You can close this page.");
            case GONE ->
                throw new PageRefusal(
                        400, "This question was already answered", "Or it took too long. Start again on the device.");
            case NOT_OFFERED ->
                throw new PageRefusal(400, "This answer does not fit the question", "Start again on the device.");
        }
    }

    private DevicePage page(Session session, String code, String problem) {
        return new DevicePage(guard.token(session), session.user().email(), code, problem);
    }

    private ConsentPage consentPage(Session session, FindDevice.Decision.Found found) {
        DeviceRequest asking = found.request();
        AskConsent.Asked asked = askConsent.ask(session, found.client(), asking.wish(), asking);
        return ConsentPage.of(
                new ConsentPage.Form(DECISION_PATH, guard.token(session), asked.ticket()),
                Asker.byDevice(found.client(), found.shown()),
                new ConsentPage.Person(session.user().email(), "/sign-in?continue=%2Fdevice"),
                asked.question());
    }

    private static void say(ServerResponse response, String title, String text) {
        PageEndpoint.send(response, Status.OK_200, new MessagePage(title, text));
    }
}
