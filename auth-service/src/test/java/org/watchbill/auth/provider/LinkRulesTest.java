package org.watchbill.auth.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.auth.organisation.Organisation;

class LinkRulesTest {

    private static final Organisation.Id OWN = Organisation.Id.next();
    private static final Organisation.Id OTHER = Organisation.Id.next();

    @ParameterizedTest
    @CsvSource({
        "false, own,       false, false, -",
        "false, own,       true,  false, -",
        "false, own,       false, true,  LINKED_TO_ANOTHER",
        "true,  own,       true,  false, NO_ACCOUNT",
        "false, other,     true,  false, NO_ACCOUNT",
        "false, none,      true,  false, NO_ACCOUNT",
        "false, own other, true,  false, OTHER_ORGANISATIONS",
        "false, own other, false, false, OTHER_ORGANISATIONS",
    })
    void aProviderSpeaksForThePeopleOfItsOwnOrganisationOnly(
            boolean disabled, String organisations, boolean linked, boolean linkedToAnother, String refusal) {
        LinkRules.Account account =
                new LinkRules.Account(disabled, organisations(organisations), linked, linkedToAnother);
        assertThat(LinkRules.refusal(OWN, true, Optional.of(account)).map(Enum::name))
                .isEqualTo(Optional.of(refusal).filter(name -> !name.equals("-")));
    }

    @Test
    void whoIsUnknownLearnsWhetherTheAddressWasTheTrouble() {
        assertThat(LinkRules.refusal(OWN, true, Optional.empty())).contains(ProviderDecision.Reason.NO_ACCOUNT);
        assertThat(LinkRules.refusal(OWN, false, Optional.empty()))
                .contains(ProviderDecision.Reason.EMAIL_NOT_VERIFIED);
    }

    private static Set<Organisation.Id> organisations(String names) {
        Set<Organisation.Id> organisations = new HashSet<>();
        if (names.contains("own")) {
            organisations.add(OWN);
        }
        if (names.contains("other")) {
            organisations.add(OTHER);
        }
        return organisations;
    }
}
