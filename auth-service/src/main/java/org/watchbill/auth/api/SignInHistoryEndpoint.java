package org.watchbill.auth.api;

import static org.watchbill.kit.rest.Operation.get;

import org.watchbill.auth.history.FindSignIns;
import org.watchbill.auth.history.SignInView;
import org.watchbill.kit.rest.Admission;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.Operation;
import org.watchbill.kit.rest.RestApi;

/** {@code /sign-ins}: who of the organisation signed in when, and who tried. */
public final class SignInHistoryEndpoint implements RestApi.Part {

    private static final Operation LIST = get(
                    "list_sign_ins",
                    "/sign-ins",
                    "Attempts to sign in of the last 180 days, the newest first",
                    Admission.administrators("people:read"))
            .answersPage(SignInView.class);

    private final FindSignIns find;

    public SignInHistoryEndpoint(FindSignIns find) {
        this.find = find;
    }

    @Override
    public void enter(RestApi api) {
        api.read(
                LIST,
                (caller, request) -> Items.of(find.inOrganisation(
                                Tenant.of(caller),
                                request.query().cursor(),
                                request.query().limit())
                        .map(SignInView::of)));
    }
}
