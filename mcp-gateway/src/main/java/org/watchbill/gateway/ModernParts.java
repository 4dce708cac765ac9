package org.watchbill.gateway;

import java.time.InstantSource;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.listen.Listening;
import org.watchbill.gateway.modern.DiscoverMethod;
import org.watchbill.gateway.modern.ListenMethod;
import org.watchbill.gateway.modern.ModernAnswers;
import org.watchbill.gateway.modern.ModernEra;
import org.watchbill.gateway.modern.ParamHeaderCheck;
import org.watchbill.gateway.relay.TaskMethod;
import org.watchbill.gateway.task.TaskSeals;
import org.watchbill.gateway.upstream.Discoveries;
import org.watchbill.gateway.upstream.Upstreams;
import org.watchbill.kit.config.Settings;

/** The stateless era, put together. */
record ModernParts(ModernEra era) {

    /** What is known of the services. */
    record Behind(
            Upstreams upstreams, Catalogue catalogue, Discoveries discoveries, Listening listening, TaskSeals tasks) {

        static Behind of(Upstreams upstreams, Catalogue catalogue, TaskSeals tasks, InstantSource time) {
            Discoveries discoveries = new Discoveries(upstreams, time);
            Listening listening = new Listening(upstreams, discoveries, catalogue, time);
            return new Behind(upstreams, catalogue, discoveries, listening, tasks);
        }
    }

    static ModernParts of(Settings settings, LegacyParts.Shared shared, Behind behind, InstantSource time) {
        ListenMethod listen = new ListenMethod(
                behind.listening(), behind.tasks(), shared.identity(), settings.duration("streams.keep-alive"), time);
        return new ModernParts(new ModernEra(
                shared.calls(),
                shared.methods().with(TaskMethod.all(behind.upstreams(), behind.tasks())),
                new ParamHeaderCheck(behind.catalogue()),
                new DiscoverMethod(shared.identity(), behind.discoveries()),
                listen,
                new ModernAnswers(shared.identity())));
    }
}
