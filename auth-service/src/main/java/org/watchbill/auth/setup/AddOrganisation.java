package org.watchbill.auth.setup;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.watchbill.auth.invitation.InvitePerson;
import org.watchbill.auth.organisation.NameRules;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.OrganisationView;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.JsonNode;

/** Makes a further organisation and invites its first administrator. */
public final class AddOrganisation {

    /** What to make. */
    public record Order(
            @Describe("Short name of small letters, digits and dashes, which stays")
            String slug,

            String name,
            @Describe("Such as Europe/Berlin") String zone,

            @Describe("The e-mail address of the first administrator")
            String administrator) {}

    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final Organisations organisations;
    private final InvitePerson invitePerson;
    private final InstantSource time;

    public AddOrganisation(Organisations organisations, InvitePerson invitePerson, InstantSource time) {
        this.organisations = organisations;
        this.invitePerson = invitePerson;
        this.time = time;
    }

    /** {@code secret} is that of the invitation, new for each attempt. Answers an {@link OrganisationView}. */
    public CommandResult run(DbTransaction transaction, Caller caller, Order order, Secret secret) {
        Optional<Refusal> objection = objection(order);
        if (objection.isPresent()) {
            return CommandResult.refused(objection.get());
        }
        organisations.lockAll(transaction);
        if (!organisations.withSlug(transaction, order.slug()).isEmpty()) {
            return CommandResult.refused(Refusal.of(ErrorCode.CONFLICT, "Another organisation has this short name"));
        }
        Organisation organisation = new Organisation(
                Organisation.Id.next(), order.slug(), NameRules.tidy("name", order.name()), ZoneId.of(order.zone()));
        Instant now = time.instant();
        organisations.insert(transaction, organisation, now);
        InvitePerson.Order invitation = new InvitePerson.Order(order.administrator(), "", Role.ADMIN, secret);
        return switch (invitePerson.run(transaction, within(caller, organisation), invitation)) {
            case CommandResult.Done invited -> done(organisation, now);
            case CommandResult.Refused refused -> refused;
        };
    }

    private static Optional<Refusal> objection(Order order) {
        if (!SLUG.matcher(order.slug()).matches()) {
            return Optional.of(Refusal.invalid("slug", "It has small letters, digits and dashes within, at most 40"));
        }
        return ZONES.contains(order.zone())
                ? Optional.empty()
                : Optional.of(Refusal.invalid("zone", "The time zone is unknown; write it like Europe/Berlin"));
    }

    private static Caller within(Caller caller, Organisation organisation) {
        return new Caller(
                caller.subject(),
                new Caller.Organisation(organisation.id().value(), organisation.name(), organisation.zone()),
                caller.role(),
                caller.scopes(),
                caller.clientId(),
                caller.tokenId(),
                caller.profile());
    }

    private static CommandResult done(Organisation organisation, Instant now) {
        JsonNode answer = Json.tree(new OrganisationView(
                organisation.id().value(),
                organisation.slug(),
                organisation.name(),
                organisation.zone().getId(),
                now,
                1));
        return new CommandResult.Done(
                answer,
                new Change(
                        new Change.Target("organisation", organisation.id().toString()),
                        Optional.empty(),
                        Optional.of(CanonicalJson.digest(answer))));
    }
}
