package org.watchbill.auth.api;

import static org.watchbill.kit.rest.Operation.delete;
import static org.watchbill.kit.rest.Operation.get;
import static org.watchbill.kit.rest.Operation.patch;

import org.watchbill.auth.account.User;
import org.watchbill.auth.membership.ChangeRole;
import org.watchbill.auth.membership.FindMembers;
import org.watchbill.auth.membership.MembershipView;
import org.watchbill.auth.membership.RemoveMember;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.Operation;
import org.watchbill.kit.rest.RestApi;
import org.watchbill.kit.rest.RestRequest;
import org.watchbill.kit.token.Caller;

/** {@code /memberships}: what each person is in the organisation. */
public final class MembershipEndpoint implements RestApi.Part {

    private static final Operation LIST = get(
                    "list_memberships", "/memberships", "Who is what, by e-mail address", Admissions.READ_PEOPLE)
            .answersPage(MembershipView.class);
    private static final Operation GET = get(
                    "get_membership", "/memberships/{id}", "What one person is", Admissions.READ_PEOPLE)
            .answers(MembershipView.class);
    private static final Operation CHANGE = patch(
                    "change_role", "/memberships/{id}", "Give a person another role", Admissions.CHANGE_PEOPLE)
            .takes(ChangeRole.Order.class)
            .ifUnchanged()
            .answers(MembershipView.class);
    private static final Operation REMOVE = delete(
                    "remove_member",
                    "/memberships/{id}",
                    "Remove a person, with their connections and API tokens here",
                    Admissions.CHANGE_PEOPLE)
            .ifUnchanged();

    private final FindMembers find;
    private final ChangeRole changeRole;
    private final RemoveMember remove;

    public MembershipEndpoint(FindMembers find, ChangeRole changeRole, RemoveMember remove) {
        this.find = find;
        this.changeRole = changeRole;
        this.remove = remove;
    }

    @Override
    public void enter(RestApi api) {
        api.read(LIST, this::list)
                .read(GET, this::find)
                .write(CHANGE, this::change)
                .write(REMOVE, this::remove);
    }

    private Record list(Caller caller, RestRequest request) {
        return Items.of(find.in(
                        Tenant.of(caller),
                        "",
                        request.query().cursor(),
                        request.query().limit())
                .map(MembershipView::of));
    }

    private Record find(Caller caller, RestRequest request) {
        return MembershipView.of(
                find.one(Tenant.of(caller), new User.Id(request.id())).orElseThrow(Tenant::nothing));
    }

    private ApiWrites.Write change(Caller caller, RestRequest request) {
        User.Id id = new User.Id(request.id());
        ChangeRole.Order order = request.body(ChangeRole.Order.class);
        ExpectedVersions expected = request.expected();
        return request.write(
                Json.tree(order),
                transaction -> changeRole.run(transaction, caller.organisation(), id, order, expected));
    }

    private ApiWrites.Write remove(Caller caller, RestRequest request) {
        User.Id id = new User.Id(request.id());
        ExpectedVersions expected = request.expected();
        return request.write(
                Json.object(), transaction -> remove.run(transaction, caller.organisation(), id, expected));
    }
}
