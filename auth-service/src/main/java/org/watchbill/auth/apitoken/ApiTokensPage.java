package org.watchbill.auth.apitoken;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.page.Navigation;
import org.watchbill.auth.page.Page;
import org.watchbill.auth.page.WallTime;
import org.watchbill.auth.scope.Scope;
import org.watchbill.auth.scope.Scopes;

/**
 * A person's API tokens and the form for another one in {@code place}.
 *
 * @param elsewhere the person's other organisations
 */
public record ApiTokensPage(
        Frame frame, Outcome outcome, List<Row> tokens, Place place, List<Place> elsewhere, Draft draft)
        implements Page {

    /** What is around the tokens and the form. */
    public record Frame(Navigation navigation, Hidden hidden) {}

    /** The forms' hidden values. */
    public record Hidden(String csrf, String once) {}

    /**
     * What became of the form that was sent.
     *
     * @param secret the new token, empty when none was made
     * @param problem what was wrong, empty when nothing was
     */
    public record Outcome(String secret, String problem) {

        static final Outcome NONE = new Outcome("", "");

        static Outcome made(String secret) {
            return new Outcome(secret, "");
        }

        static Outcome problem(String sentence) {
            return new Outcome("", sentence);
        }

        @Override
        public String toString() {
            return "Outcome[hidden]";
        }
    }

    /** One token; days and times are those of its organisation. */
    public record Row(String id, String name, String organisation, String may, Days days) {}

    /** When a token was made, when it was used last, when it ends and whether it has. */
    public record Days(WallTime made, Optional<WallTime> used, WallTime ends, boolean ended) {}

    /** An organisation. */
    public record Place(String id, String name) {}

    /** What is typed and ticked in the form. */
    public record Draft(String name, String days, List<Right> reads, List<Right> changes) {

        public Draft {
            reads = List.copyOf(reads);
            changes = List.copyOf(changes);
        }
    }

    /** A right that the person's role has. */
    public record Right(String scope, String words, boolean ticked) {}

    private static final String USUAL_DAYS = "90";

    public ApiTokensPage {
        tokens = List.copyOf(tokens);
        elsewhere = List.copyOf(elsewhere);
    }

    static ApiTokensPage of(
            Frame frame, Outcome outcome, FindApiTokens.Found found, Membership chosen, Draft draft, Instant now) {
        return new ApiTokensPage(
                frame,
                outcome,
                found.tokens().stream()
                        .flatMap(token -> row(token, found.memberships(), now).stream())
                        .toList(),
                place(chosen),
                found.memberships().stream()
                        .filter(membership -> !membership.equals(chosen))
                        .map(ApiTokensPage::place)
                        .toList(),
                draft);
    }

    /** A new form: reading is ticked, changing is not. */
    static Draft blank(Membership chosen) {
        return draft("", USUAL_DAYS, chosen, scope -> !scope.changes());
    }

    static Draft typed(ApiTokenForm form, Membership chosen) {
        return draft(form.name(), form.days(), chosen, scope -> form.scopes().contains(scope.name()));
    }

    private static Draft draft(String name, String days, Membership chosen, Predicate<Scope> ticked) {
        return new Draft(
                name, days, rights(chosen, ticked, scope -> !scope.changes()), rights(chosen, ticked, Scope::changes));
    }

    private static List<Right> rights(Membership chosen, Predicate<Scope> ticked, Predicate<Scope> shown) {
        return Scopes.all().stream()
                .filter(shown)
                .filter(scope -> scope.allowedTo(chosen.role()))
                .map(scope -> new Right(scope.name(), scope.words(), ticked.test(scope)))
                .toList();
    }

    private static Optional<Row> row(ApiToken token, List<Membership> memberships, Instant now) {
        return memberships.stream()
                .filter(membership -> membership.organisation().id().equals(token.organisation()))
                .findFirst()
                .map(membership -> new Row(
                        token.id().toString(),
                        token.name(),
                        membership.organisation().name(),
                        Scopes.words(token.scopes()),
                        days(token.times(), membership.organisation().zone(), now)));
    }

    private static Days days(ApiToken.Times times, ZoneId zone, Instant now) {
        return new Days(
                WallTime.day(times.createdAt(), zone),
                times.lastUsedAt().map(used -> WallTime.minute(used, zone)),
                WallTime.day(times.expiresAt(), zone),
                !now.isBefore(times.expiresAt()));
    }

    private static Place place(Membership membership) {
        return new Place(
                membership.organisation().id().toString(),
                membership.organisation().name());
    }

    @Override
    public String template() {
        return "api-tokens";
    }
}
