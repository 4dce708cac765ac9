package org.watchbill.auth.factor.passkey;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.watchbill.auth.account.User;

/** This service as passkeys know it: its host and its origin. */
public record RelyingParty(String id, String origin) {

    public static RelyingParty of(URI publicUrl) {
        return new RelyingParty(publicUrl.getHost(), publicUrl.getScheme() + "://" + publicUrl.getRawAuthority());
    }

    /** The user handle: the 16 bytes of the user's id, in base64url. */
    public static String userHandle(User.Id user) {
        UUID id = user.value();
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    ServerProperty expecting(String challenge) {
        return ServerProperty.builder()
                .origin(Origin.create(origin))
                .rpId(id)
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}
