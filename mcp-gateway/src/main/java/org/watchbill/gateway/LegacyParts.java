package org.watchbill.gateway;

import java.time.Duration;
import java.time.InstantSource;
import org.watchbill.gateway.call.Calls;
import org.watchbill.gateway.call.Methods;
import org.watchbill.gateway.call.ServerIdentity;
import org.watchbill.gateway.elicitation.AskClient;
import org.watchbill.gateway.elicitation.Questions;
import org.watchbill.gateway.legacy.Batches;
import org.watchbill.gateway.legacy.ClientMessages;
import org.watchbill.gateway.legacy.Handshake;
import org.watchbill.gateway.legacy.LegacyAnswers;
import org.watchbill.gateway.legacy.LegacyEra;
import org.watchbill.gateway.legacy.LegacyRequests;
import org.watchbill.gateway.legacy.OpenStream;
import org.watchbill.gateway.legacy.SessionGate;
import org.watchbill.gateway.legacy.SessionMethods;
import org.watchbill.gateway.legacy.SessionPosts;
import org.watchbill.gateway.legacy.stream.CallStreams;
import org.watchbill.gateway.legacy.stream.ReplayedStreams;
import org.watchbill.gateway.legacy.stream.RunningCalls;
import org.watchbill.gateway.legacy.stream.SessionStreams;
import org.watchbill.gateway.listen.Listening;
import org.watchbill.gateway.session.SessionStates;
import org.watchbill.gateway.session.Sessions;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.kit.config.Settings;

/** The handshake era, put together. */
record LegacyParts(LegacyEra era, RunningCalls running) implements AutoCloseable {

    /** What both eras use. */
    record Shared(SharedState state, Methods methods, Calls calls, ServerIdentity identity) {}

    static LegacyParts of(Settings settings, Shared shared, Listening listening, InstantSource time) {
        SharedState state = shared.state();
        Duration keepAlive = settings.duration("streams.keep-alive");
        Duration longestSilence = settings.duration("streams.longest-silence");
        Sessions sealed = new Sessions(settings.secret("session.key-file"), time);
        SessionStates sessions = new SessionStates(sealed, state, time);
        CallStreams streams = new CallStreams(state, longestSilence);
        RunningCalls running = new RunningCalls(state, streams);
        Questions questions = new Questions(state);
        AskClient client = new AskClient(questions, settings.duration("elicitation.patience"), time);
        LegacyRequests requests = new LegacyRequests(
                sessions,
                new SessionMethods(sessions),
                shared.calls(),
                new LegacyAnswers(shared.methods(), client),
                running);
        ClientMessages messages = new ClientMessages(questions, running);
        LegacyEra era = new LegacyEra(
                new Handshake(sealed, shared.identity(), time),
                new SessionGate(sessions),
                sessions,
                new SessionPosts(requests, messages, new Batches(requests, messages), streams),
                new OpenStream(
                        new ReplayedStreams(
                                state, sessions, new ReplayedStreams.Patience(keepAlive, longestSilence), time),
                        new SessionStreams(sessions, listening, keepAlive, time)));
        return new LegacyParts(era, running);
    }

    @Override
    public void close() {
        running.close();
    }
}
