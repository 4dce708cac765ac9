package org.watchbill.auth.administration.apitoken;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.watchbill.auth.administration.AdministrationEndpoint;
import org.watchbill.auth.administration.AdministrationEndpoint.Visit;
import org.watchbill.auth.administration.AdministratorCommands;
import org.watchbill.auth.apitoken.inventory.ApiTokenView;
import org.watchbill.auth.apitoken.inventory.FindOrganisationTokens;
import org.watchbill.auth.apitoken.inventory.WithdrawApiToken;
import org.watchbill.auth.page.TablePage;
import org.watchbill.auth.page.WallTime;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.page.Identifiers;
import org.watchbill.kit.page.Page;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/<organisation>/tokens}: the API tokens of people and service accounts, and the end of them. */
public final class AllTokensEndpoint {

    public static final String LIST = "/tokens";

    private static final int PAGE = 50;

    private final FindOrganisationTokens find;
    private final WithdrawApiToken withdraw;
    private final AdministratorCommands commands;
    private final InstantSource time;

    public AllTokensEndpoint(
            FindOrganisationTokens find,
            WithdrawApiToken withdraw,
            AdministratorCommands commands,
            InstantSource time) {
        this.find = find;
        this.withdraw = withdraw;
        this.commands = commands;
        this.time = time;
    }

    public void list(Visit visit) {
        Page<ApiTokenView> found = find.in(visit.administrator().organisation().id(), visit.after(), PAGE);
        visit.show(new TablePage(
                visit.navigation(),
                new TablePage.Words(
                        "API tokens",
                        "Tokens of people and of service accounts, the oldest first.",
                        visit.parameters().optional("done").isPresent() ? "The token is revoked." : "",
                        "There is no API token in the organisation."),
                TablePage.Controls.NONE,
                List.of("Token", "Of", "May", "Made on", "Last used", "Ends on"),
                found.items().stream().map(token -> row(visit, token)).toList(),
                visit.pager(LIST, found)));
    }

    private TablePage.Row row(Visit visit, ApiTokenView token) {
        ZoneId zone = visit.administrator().organisation().zone();
        boolean ended = !time.instant().isBefore(token.expiresAt());
        return new TablePage.Row(
                List.of(
                        TablePage.Cell.of(token.name()).marked(ended ? "has ended" : ""),
                        TablePage.Cell.of(
                                token.holder().name(), token.holder().email().orElse("service account")),
                        TablePage.Cell.of(Scopes.words(token.scopes())),
                        TablePage.Cell.at(WallTime.day(token.createdAt(), zone)),
                        TablePage.Cell.at(token.lastUsedAt().map(used -> WallTime.minute(used, zone))),
                        TablePage.Cell.at(WallTime.day(token.expiresAt(), zone))),
                List.of(new TablePage.Link(
                        visit.administrator().path(LIST) + "/" + token.id() + "/revoke",
                        "Revoke",
                        token.name() + " of " + token.holder().name())));
    }

    public void askToRevoke(Visit visit) {
        ApiTokenView token = find.one(visit.administrator().organisation().id(), id(visit))
                .orElseThrow(AdministrationEndpoint::unknown);
        visit.ask(
                new AdministrationEndpoint.Question(
                        "Revoke the token " + token.name() + " of "
                                + token.holder().name() + "?",
                        "The program that has it can do nothing any more. This cannot be undone.",
                        "Revoke",
                        1),
                LIST + "/" + token.id() + "/revoke",
                LIST);
    }

    public void revoke(Visit visit) {
        UUID id = id(visit);
        ObjectNode asked = Json.object().put("id", id.toString());
        AdministratorCommands.require(commands.run(
                visit.origin(),
                new AdministratorCommands.Order("revoke_api_token", asked, asked),
                transaction ->
                        withdraw.run(transaction, visit.administrator().caller().organisation(), id)));
        visit.goTo(LIST + "?done=revoked");
    }

    private static UUID id(Visit visit) {
        return Identifiers.uuid(visit.segment("id")).orElseThrow(AdministrationEndpoint::unknown);
    }
}
