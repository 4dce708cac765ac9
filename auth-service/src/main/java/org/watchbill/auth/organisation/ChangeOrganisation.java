package org.watchbill.auth.organisation;

import io.helidon.dbclient.DbTransaction;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/** Changes the name or the time zone of an organisation. */
public final class ChangeOrganisation {

    /** What is to be different. */
    public record Order(
            @Describe("Its new name") Optional<String> name,

            @Describe("Its new time zone, such as Europe/Berlin")
            Optional<String> zone) {}

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final Organisations organisations;

    public ChangeOrganisation(Organisations organisations) {
        this.organisations = organisations;
    }

    public CommandResult run(
            DbTransaction transaction, Caller.Organisation organisation, Order order, ExpectedVersions expected) {
        Organisation.Id id = new Organisation.Id(organisation.id());
        organisations.lock(transaction, id);
        OrganisationView before = organisations
                .view(transaction, id)
                .orElseThrow(() -> new RefusedException(
                        Refusal.of(ErrorCode.NOT_FOUND, "The organisation does not exist any more")));
        Optional<Refusal> objection = expected.objection(before.version(), Json.tree(before));
        if (objection.isPresent()) {
            return CommandResult.refused(objection.get());
        }
        organisations.change(
                transaction, id, name(order).orElse(before.name()), zone(order).orElse(before.zone()));
        JsonNode after = Json.tree(organisations.view(transaction, id).orElseThrow());
        return new CommandResult.Done(
                after,
                new Change(
                        new Change.Target("organisation", id.toString()),
                        Optional.of(CanonicalJson.digest(Json.tree(before))),
                        Optional.of(CanonicalJson.digest(after))));
    }

    private static Optional<String> name(Order order) {
        return order.name().map(name -> NameRules.tidy("name", name));
    }

    private static Optional<String> zone(Order order) {
        return order.zone().map(zone -> {
            if (!ZONES.contains(zone)) {
                throw new RefusedException(
                        Refusal.invalid("zone", "The time zone is unknown; write it like Europe/Berlin"));
            }
            return zone;
        });
    }
}
