package org.watchbill.auth.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private final VerifiedTokens tokens = new VerifiedTokens();
    private final List<String> checked = new ArrayList<>();

    @Test
    void aGoodTokenIsCheckedOnceAndABadOneEachTime() {
        assertThat(claims("good").map(JWTClaimsSet::getSubject)).contains("good");
        assertThat(claims("good").map(JWTClaimsSet::getSubject)).contains("good");
        assertThat(claims("bad")).isEmpty();
        assertThat(claims("bad")).isEmpty();
        assertThat(checked).containsExactly("good", "bad", "bad");
    }

    @Test
    void whatWasForgottenIsCheckedAgain() {
        claims("good");
        tokens.clear();
        claims("good");
        assertThat(checked).containsExactly("good", "good");
    }

    @Test
    void theTokensUsedLastStay() {
        claims("good");
        for (int i = 0; i < 1_999; i++) {
            claims("other" + i);
        }
        claims("good");
        claims("one more");
        claims("good");
        claims("other0");
        assertThat(checked.stream().filter("good"::equals)).hasSize(1);
        assertThat(checked.stream().filter("other0"::equals)).hasSize(2);
    }

    private Optional<JWTClaimsSet> claims(String token) {
        return tokens.claims(token, () -> {
            checked.add(token);
            return token.equals("bad")
                    ? Optional.empty()
                    : Optional.of(new JWTClaimsSet.Builder().subject(token).build());
        });
    }
}
