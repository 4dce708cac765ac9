package org.watchbill.auth.api;

import static org.watchbill.kit.rest.Operation.delete;
import static org.watchbill.kit.rest.Operation.get;
import static org.watchbill.kit.rest.Operation.patch;

import java.util.function.Function;
import org.watchbill.auth.account.User;
import org.watchbill.auth.membership.ChangeUser;
import org.watchbill.auth.membership.FindMembers;
import org.watchbill.auth.membership.Member;
import org.watchbill.auth.membership.ResetFactors;
import org.watchbill.auth.membership.UserView;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.Operation;
import org.watchbill.kit.rest.QueryParameter;
import org.watchbill.kit.rest.RestApi;
import org.watchbill.kit.rest.RestRequest;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.node.ObjectNode;

/** {@code /users}: the accounts of the organisation's people. */
public final class UserEndpoint implements RestApi.Part {

    private static final Operation LIST = get(
                    "list_users", "/users", "People of the organisation by e-mail address", Admissions.READ_PEOPLE)
            .with(QueryParameter.text("query", "Part of the name or the e-mail address"))
            .answersPage(UserView.class);
    private static final Operation GET = get("get_user", "/users/{id}", "One of them", Admissions.READ_PEOPLE)
            .answers(UserView.class);
    private static final Operation CHANGE = patch(
                    "change_user",
                    "/users/{id}",
                    "Rename, disable or enable somebody who is in no other organisation",
                    Admissions.CHANGE_PEOPLE)
            .takes(ChangeUser.Order.class)
            .ifUnchanged()
            .answers(UserView.class);

    private static final Operation RESET_FACTORS = delete(
            "reset_factors",
            "/users/{id}/factors",
            "Remove all second factors of somebody who has lost them and is in no other organisation",
            Admissions.CHANGE_PEOPLE);

    private final FindMembers find;
    private final ChangeUser change;
    private final ResetFactors resetFactors;

    public UserEndpoint(FindMembers find, ChangeUser change, ResetFactors resetFactors) {
        this.find = find;
        this.change = change;
        this.resetFactors = resetFactors;
    }

    @Override
    public void enter(RestApi api) {
        api.read(LIST, this::list)
                .read(GET, this::find)
                .write(CHANGE, this::change)
                .write(RESET_FACTORS, this::resetFactors);
    }

    private Record list(Caller caller, RestRequest request) {
        return Items.of(find.in(
                        Tenant.of(caller),
                        request.query().text("query").orElse(""),
                        request.query().cursor(),
                        request.query().limit())
                .map(view(caller)));
    }

    private Record find(Caller caller, RestRequest request) {
        return find.one(Tenant.of(caller), new User.Id(request.id()))
                .map(view(caller))
                .orElseThrow(Tenant::nothing);
    }

    private static Function<Member, UserView> view(Caller caller) {
        return caller.isAdmin() ? UserView::of : UserView::ofColleague;
    }

    private ApiWrites.Write change(Caller caller, RestRequest request) {
        User.Id id = new User.Id(request.id());
        ChangeUser.Order order = request.body(ChangeUser.Order.class);
        ExpectedVersions expected = request.expected();
        ObjectNode audited = Json.object();
        order.disabled().ifPresent(disabled -> audited.put("disabled", disabled));
        return request.write(
                audited, transaction -> change.run(transaction, caller.organisation(), id, order, expected));
    }

    private ApiWrites.Write resetFactors(Caller caller, RestRequest request) {
        User.Id id = new User.Id(request.id());
        return request.write(Json.object(), transaction -> resetFactors.run(transaction, caller, id));
    }
}
