package org.watchbill.gateway.catalogue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.watchbill.gateway.upstream.Upstreams;
import org.watchbill.kit.config.Secret;

/**
 * Everything that the services offer, as if one service offered it. What a service lists is the same for all callers;
 * its policies say who can use it.
 */
public final class Catalogue {

    /** What is known of a name or URI. */
    public sealed interface Lookup {

        record Found(Offer offer) implements Lookup {}

        record Unknown() implements Lookup {}

        /** A service that has never listed what it offers may have it. */
        record Undecided() implements Lookup {}
    }

    private final Map<Kind, Shelf> shelves = new EnumMap<>(Kind.class);
    private final DefaultToolsets defaults;

    public Catalogue(Upstreams upstreams, DefaultToolsets defaults, InstantSource time) {
        this.defaults = defaults;
        for (Kind kind : Kind.values()) {
            shelves.put(kind, new Shelf(kind, upstreams.all(), time));
        }
    }

    /** In the order of the services, then as each lists them. */
    public List<Offer> offers(Kind kind, Secret token) throws InterruptedException {
        return List.copyOf(merged(kind, token).byKey().values());
    }

    public Lookup find(Kind kind, Secret token, String key) throws InterruptedException {
        return lookup(merged(kind, token), key);
    }

    /** The owner of a resource: the service that lists it, else the first with a template that fits. */
    public Lookup findResource(Secret token, String uri) throws InterruptedException {
        Shelf.Merged resources = merged(Kind.RESOURCES, token);
        if (resources.byKey().containsKey(uri)) {
            return lookup(resources, uri);
        }
        Shelf.Merged templates = merged(Kind.TEMPLATES, token);
        Optional<Offer> fitting = templates.byKey().values().stream()
                .filter(template -> UriTemplate.of(template.key())
                        .filter(known -> known.matches(uri))
                        .isPresent())
                .findFirst();
        if (fitting.isPresent()) {
            return new Lookup.Found(fitting.get());
        }
        return resources.complete() && templates.complete() ? new Lookup.Unknown() : new Lookup.Undecided();
    }

    /** The tools of the chosen toolsets. */
    public Toolbox tools(Secret token, Toolsets choice) throws InterruptedException {
        Shelf.Merged tools = merged(Kind.TOOLS, token);
        Collection<Offer> all = tools.byKey().values();
        if (choice.isAll()) {
            return new Toolbox.Chosen(List.copyOf(all));
        }
        return choice.names().isEmpty()
                ? new Toolbox.Chosen(defaults.of(all, tools.complete()))
                : Toolbox.of(all, tools.complete(), choice.names());
    }

    /** Stands for the merged list: when the list changes, so does this. Templates count among the resources. */
    public String fingerprint(Kind kind, Secret token) throws InterruptedException {
        List<String> digests = new ArrayList<>();
        for (Kind listed : together(kind)) {
            digests.add(merged(listed, token).digest());
        }
        return String.join(" ", digests);
    }

    /** A service says that its list has changed: it is fetched again before the next reading. */
    public void expire(String upstream, Kind kind) {
        together(kind)
                .forEach(listed -> Objects.requireNonNull(shelves.get(listed)).expire(upstream));
    }

    private Shelf.Merged merged(Kind kind, Secret token) throws InterruptedException {
        return Objects.requireNonNull(shelves.get(kind)).merged(token);
    }

    /** In an order that is the same everywhere. */
    private static List<Kind> together(Kind kind) {
        return switch (kind) {
            case TOOLS, PROMPTS -> List.of(kind);
            case RESOURCES, TEMPLATES -> List.of(Kind.RESOURCES, Kind.TEMPLATES);
        };
    }

    private static Lookup lookup(Shelf.Merged merged, String key) {
        Offer offer = merged.byKey().get(key);
        if (offer != null) {
            return new Lookup.Found(offer);
        }
        return merged.complete() ? new Lookup.Unknown() : new Lookup.Undecided();
    }
}
