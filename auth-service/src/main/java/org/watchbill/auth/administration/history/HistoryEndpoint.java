package org.watchbill.auth.administration.history;

import java.time.ZoneId;
import java.util.List;
import org.watchbill.auth.administration.AdministrationEndpoint.Visit;
import org.watchbill.auth.history.FindSignIns;
import org.watchbill.auth.history.SignIn;
import org.watchbill.auth.history.SignInOutcome;
import org.watchbill.auth.history.SignInWords;
import org.watchbill.auth.page.TablePage;
import org.watchbill.auth.page.WallTime;
import org.watchbill.kit.page.Page;

/** {@code /admin/<organisation>/sign-ins}: who signed in, from where, and who could not. */
public final class HistoryEndpoint {

    public static final String LIST = "/sign-ins";

    private static final int PAGE = 50;

    private final FindSignIns find;

    public HistoryEndpoint(FindSignIns find) {
        this.find = find;
    }

    public void list(Visit visit) {
        ZoneId zone = visit.administrator().organisation().zone();
        Page<SignIn> found =
                find.inOrganisation(visit.administrator().organisation().id(), visit.after(), PAGE);
        visit.show(new TablePage(
                visit.navigation(),
                new TablePage.Words(
                        "Sign-ins",
                        "Who signed in or tried to, since they belong to the organisation; kept for 180 days.",
                        "",
                        "Nobody has signed in."),
                TablePage.Controls.NONE,
                List.of("Person", "What", "When", "Browser", "From"),
                found.items().stream().map(signIn -> row(signIn, zone)).toList(),
                visit.pager(LIST, found)));
    }

    private static TablePage.Row row(SignIn signIn, ZoneId zone) {
        boolean refused = signIn.attempt().outcome() != SignInOutcome.SIGNED_IN;
        return new TablePage.Row(
                List.of(
                        TablePage.Cell.of(
                                signIn.person().name(), signIn.person().email()),
                        TablePage.Cell.of(SignInWords.of(signIn)).marked(refused ? "refused" : ""),
                        TablePage.Cell.at(WallTime.minute(signIn.at(), zone)),
                        TablePage.Cell.of(signIn.attempt().visitor().browser()),
                        TablePage.Cell.of(signIn.attempt().visitor().address())),
                List.of());
    }
}
