package org.watchbill.auth.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.kit.token.Role;

class ScopeRulesTest {

    @ParameterizedTest
    @CsvSource({
        "read:schedule,   schedule:read",
        "read:profile,    profile:read",
        "read:requests,   requests:read",
        "read:members,    members:read",
        "admin:requests,  requests:approve",
        "admin:members,   members:read members:write",
        "schedule:write,  schedule:read schedule:write",
        "requests:write,  requests:read requests:write",
        "calls:execute,   ''",
        "audit:append,    ''",
        "openid,          ''"
    })
    void olderSpellingsAndImpliedReadsAreKnown(String asked, String known) {
        assertThat(String.join(" ", ScopeRules.normalised(Set.of(asked)))).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({
        "schedule:write, true",
        "requests:approve, true",
        "members:write, true",
        "requests:write, false",
        "members:read, false",
        "audit:read, false"
    })
    void someRightsAreForAdministratorsOnly(String name, boolean onlyAdministrators) {
        Set<String> member = ScopeRules.effective(Set.of(name), Role.MEMBER);
        assertThat(member.isEmpty()).isEqualTo(onlyAdministrators);
        assertThat(ScopeRules.effective(Set.of(name), Role.ADMIN)).containsExactly(name);
    }

    @Test
    void withoutARequestTheDefaultReadsAreGrantedAndNothingIsTicked() {
        ScopeOffer offer = ScopeRules.offer(ScopeArea.WORK, Set.of(), Set.of(), List.of(Role.MEMBER));
        assertThat(offer.reads().stream().map(Scope::name))
                .containsExactly("profile:read", "schedule:read", "requests:read");
        assertThat(offer.ticked()).isEmpty();
        assertThat(offer.choices()).noneMatch(change -> change.least() == Role.ADMIN);
    }

    @Test
    void identityAloneStillGetsTheDefaultReads() {
        ScopeOffer offer = ScopeRules.offer(ScopeArea.WORK, Set.of("openid", "email"), Set.of(), List.of(Role.MEMBER));
        assertThat(offer.identity()).containsExactlyInAnyOrder("openid", "email");
        assertThat(offer.reads()).hasSize(3);
    }

    @Test
    void whatIsTickedButNotOfferedVoidsTheApproval() {
        ScopeOffer offer = ScopeRules.offer(ScopeArea.WORK, Set.of("schedule:read"), Set.of(), List.of(Role.ADMIN));
        assertThat(ScopeRules.approved(offer, List.of("schedule:write"), Role.ADMIN))
                .isEmpty();
    }

    @Test
    void aMemberCannotTickWhatWasOfferedForAnotherOrganisation() {
        ScopeOffer offer =
                ScopeRules.offer(ScopeArea.WORK, Set.of("schedule:write"), Set.of(), List.of(Role.ADMIN, Role.MEMBER));
        assertThat(ScopeRules.approved(offer, List.of("schedule:write"), Role.MEMBER))
                .contains(Set.of("schedule:read"));
    }

    @Test
    void rightsOverAccountsAreOfferedAtTheirOwnResourceAlone() {
        Set<String> asked = Set.of("people:write", "schedule:write");
        assertThat(names(ScopeRules.offer(ScopeArea.WORK, asked, Set.of(), List.of(Role.ADMIN))))
                .containsExactly("schedule:read", "schedule:write");
        assertThat(names(ScopeRules.offer(ScopeArea.ACCOUNTS, asked, Set.of(), List.of(Role.ADMIN))))
                .containsExactly("people:read", "people:write");
        assertThat(names(ScopeRules.offer(ScopeArea.ACCOUNTS, Set.of(), Set.of(), List.of(Role.ADMIN))))
                .containsExactly("organisation:read", "people:read");
    }

    @Test
    void whoNamesEveryChangeHasChosenNoneAndOneLessIsAChoice() {
        Set<String> all = Set.of("schedule:write", "requests:write", "requests:approve", "members:write");
        assertThat(ScopeRules.offer(ScopeArea.WORK, all, Set.of(), List.of(Role.ADMIN))
                        .ticked())
                .isEmpty();
        Set<String> some = Set.of("schedule:write", "requests:write", "requests:approve");
        assertThat(ScopeRules.offer(ScopeArea.WORK, some, Set.of(), List.of(Role.ADMIN))
                        .ticked())
                .containsAll(some);
        assertThat(ScopeRules.offer(ScopeArea.WORK, all, Set.of("requests:write"), List.of(Role.ADMIN))
                        .ticked())
                .containsExactlyInAnyOrder("requests:read", "requests:write");
    }

    private static List<String> names(ScopeOffer offer) {
        return Stream.concat(offer.reads().stream(), offer.choices().stream())
                .map(Scope::name)
                .toList();
    }
}
