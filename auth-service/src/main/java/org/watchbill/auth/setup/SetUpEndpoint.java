package org.watchbill.auth.setup;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.ReturnPath;
import org.watchbill.auth.session.SignInDoor;

/** {@code /setup}: the one-time link of the first administrator. */
public final class SetUpEndpoint {

    private final FoundOrganisation foundOrganisation;
    private final SignInDoor door;
    private final FormGuard guard;

    public SetUpEndpoint(FoundOrganisation foundOrganisation, SignInDoor door, FormGuard guard) {
        this.foundOrganisation = foundOrganisation;
        this.door = door;
        this.guard = guard;
    }

    public void form(ServerRequest request, ServerResponse response) {
        String token = open(Parameters.ofQuery(request));
        PageEndpoint.send(
                response,
                Status.OK_200,
                new SetUpPage(guard.visitToken(request, response), token, SetUpForm.EMPTY, ""));
    }

    public void found(ServerRequest request, ServerResponse response) {
        Parameters parameters = Parameters.ofForm(request);
        guard.requireVisit(request, parameters);
        String token = open(parameters);
        SetUpForm form = SetUpForm.of(parameters);
        Optional<String> fault = form.fault();
        if (fault.isPresent()) {
            PageEndpoint.send(
                    response,
                    Status.BAD_REQUEST_400,
                    new SetUpPage(guard.visitToken(request, response), token, form, fault.get()));
            return;
        }
        User administrator = foundOrganisation.found(token, form).orElseThrow(SetUpEndpoint::closed);
        door.admit(request, response, administrator, SignInMethod.PASSWORD, ReturnPath.HOME);
    }

    private String open(Parameters parameters) {
        String token = parameters.optional("token").orElse("");
        if (!foundOrganisation.isOpen(token)) {
            throw closed();
        }
        return token;
    }

    private static PageRefusal closed() {
        return new PageRefusal(
                404,
                "This link does not work",
                "It works once and for 24 hours. A restart of the service makes a new one"
                        + " as long as there is no account.");
    }
}
