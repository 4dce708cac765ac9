package org.watchbill.auth.authorization;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.RedirectUri;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.page.Page;
import org.watchbill.auth.scope.Scope;
import org.watchbill.auth.scope.ScopeOffer;
import org.watchbill.kit.token.Role;

/**
 * The question whether a client may act for the person.
 *
 * @param asks who wants in and where its answers go
 * @param person as whom the browser is signed in
 * @param reads in plain words, and changes which are each granted only when ticked
 * @param ends the last day of the access
 */
public record ConsentPage(
        Hidden hidden,
        Asking asks,
        String person,
        List<Choice> organisations,
        List<String> reads,
        List<Change> changes,
        String ends)
        implements Page {

    /** The form's hidden values. */
    public record Hidden(String csrf, String ticket) {}

    /**
     * Who wants in.
     *
     * @param local whether the answer goes to a program on the person's own machine
     */
    public record Asking(String name, String destination, boolean local) {}

    /** An organisation to choose. */
    public record Choice(String id, String name) {}

    /** A right by which something can change. */
    public record Change(String scope, String words, boolean ticked, boolean administratorsOnly) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    public ConsentPage {
        organisations = List.copyOf(organisations);
        reads = List.copyOf(reads);
        changes = List.copyOf(changes);
    }

    static ConsentPage of(Hidden hidden, Asking asks, String person, Offered offered) {
        return new ConsentPage(
                hidden, asks, person, offered.choices(), offered.reads(), offered.changes(), offered.ends());
    }

    public boolean asksToChange() {
        return changes.stream().anyMatch(Change::ticked);
    }

    static Asking asking(Client client, String redirectUri) {
        RedirectUri uri = new RedirectUri(redirectUri);
        return new Asking(client.name(), uri.destination(), uri.isNative());
    }

    /** What the person can choose from. */
    record Offered(List<Membership> memberships, ScopeOffer scopes, Instant now) {

        private List<Choice> choices() {
            return memberships.stream()
                    .map(membership -> new Choice(
                            membership.organisation().id().toString(),
                            membership.organisation().name()))
                    .toList();
        }

        private List<String> reads() {
            List<String> lines = new ArrayList<>();
            if (scopes.identity().contains("profile")) {
                lines.add("know your name");
            }
            if (scopes.identity().contains("email")) {
                lines.add("know your e-mail address");
            }
            scopes.reads().stream().map(Scope::words).forEach(lines::add);
            return lines;
        }

        private List<Change> changes() {
            Set<Role> roles = memberships.stream().map(Membership::role).collect(toSet());
            return scopes.changes().stream()
                    .map(scope -> new Change(
                            scope.name(),
                            scope.words(),
                            scopes.ticked().contains(scope.name()),
                            scope.least() == Role.ADMIN && roles.contains(Role.MEMBER)))
                    .toList();
        }

        private String ends() {
            return LocalDate.ofInstant(now.plus(Grant.LIFETIME), ZoneOffset.UTC).format(DAY);
        }
    }

    @Override
    public String template() {
        return "consent";
    }
}
