package org.watchbill.auth.api;

import static org.watchbill.kit.rest.Operation.get;
import static org.watchbill.kit.rest.Operation.post;

import java.util.List;
import org.watchbill.auth.key.FindKeys;
import org.watchbill.auth.key.KeyFacts;
import org.watchbill.auth.key.OrderRotation;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.rest.Admission;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Operation;
import org.watchbill.kit.rest.RestApi;
import org.watchbill.kit.rest.RestRequest;
import org.watchbill.kit.token.Caller;

/** {@code /keys}: the keys that sign tokens, by their public facts. */
public final class KeyEndpoint implements RestApi.Part {

    /** All of them. */
    public record KeyList(List<KeyFacts> items) {

        public KeyList {
            items = List.copyOf(items);
        }
    }

    private static final Operation LIST = get(
                    "list_keys",
                    "/keys",
                    "The published keys, the oldest first",
                    Admission.administrators("organisation:read"))
            .answers(KeyList.class);
    private static final Operation ROTATE = post(
                    "rotate_keys",
                    "/keys/rotation",
                    "Publish new keys, which sign a little later",
                    Admissions.operator("organisation:write"))
            .answers(OrderRotation.Rotation.class);

    private final FindKeys find;
    private final OrderRotation rotation;

    public KeyEndpoint(FindKeys find, OrderRotation rotation) {
        this.find = find;
        this.rotation = rotation;
    }

    @Override
    public void enter(RestApi api) {
        api.read(LIST, (_, _) -> new KeyList(find.find())).write(ROTATE, this::rotate);
    }

    private ApiWrites.Write rotate(Caller caller, RestRequest request) {
        return request.write(Json.object(), rotation::run);
    }
}
