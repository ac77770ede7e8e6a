package dev.fermata.control.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.control.HistoryControl;
import dev.fermata.control.PauseControl;
import dev.fermata.control.PlayControl;
import dev.fermata.control.RecordingControl;
import dev.fermata.control.Looking;
import dev.fermata.control.SpeechControl;
import dev.fermata.control.StatusSource;
import dev.fermata.control.StreamControl;
import dev.fermata.control.Studio;
import dev.fermata.event.Event;
import dev.fermata.observe.MetricsText;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.time.Clock;
import dev.fermata.user.Owner;
import dev.fermata.user.RunToken;
import dev.fermata.user.SocketEnd;
import dev.fermata.user.SocketOwners;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * The pause-control service over HTTP, with the live page at {@code /}.
 *
 * <p>Threads, all daemons: {@code http} reads and writes for everybody, {@code http-N} answer, {@code http-wait-N}
 * answer graceful pauses, which may take their time and must keep nobody else waiting, {@code http-studio-N} work on
 * profiles, {@code http-caller-1} asks the system who calls. All but the first are made when they are needed; where
 * the system gives no more of them the first does their work, but waits for no graceful pause and works on no
 * profiles. All queues are bounded by the number of connections, each of which has at most one request in hand. What
 * is refused and why is listed in docs/api.md. Thread-safe.
 */
public final class PauseServer implements AutoCloseable {
    /** They never wait, so more than the cores to spare would not be quicker, and each costs memory. */
    private static final int THREADS = 2;
    private static final int WAITING_THREADS = 16;
    /** With the threads far fewer than connections, which whoever waits cannot be shed from. */
    private static final int WAITING_QUEUE = 48;
    /** One may reckon while the other reads and writes. */
    private static final int STUDIO_THREADS = 2;
    private static final int STUDIO_QUEUE = 16;

    private final HttpServer server;
    private final RecentEvents events;
    private final Set<String> allowedOrigins;
    private final Supplier<Routes> routesMaker;
    /** What answers; null before the first client: until then nothing of it is loaded. */
    @GuardedBy("this")
    private Routes routes;
    private final Guard guard;
    private final RunToken runToken;
    private final Callers callers;
    private final Helpers workers;
    private final Helpers waiting;
    private final Helpers studio;
    private final Clock clock;
    private final Consumer<Throwable> onFailure;
    private final AtomicBoolean lackTold = new AtomicBoolean();
    private final LongAdder answers = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /**
     * Takes the port; serves from {@link #start} on.
     *
     * @param studios makes what works on profiles, when it is asked for the first time
     * @param lookings makes what sees the screen for the page; empty where the page may not see it
     * @param speech gives what speaks, which it makes when it is asked for the first time; empty where there is none
     * @param segments when what clients send over {@code /session} is cut; asked for with the first of them
     * @param recordings gives what records for clients, made when it is asked for the first time
     * @param history gives what tells of the past; empty where nothing is kept
     * @param stream gives what answers viewers of a live stream; empty where nothing does
     * @param moreMetrics adds families of other parts to {@code GET /metrics}; any thread
     * @param owners tells whose the callers are; asked where only this machine can call
     * @param onFailure told of exceptions that are our own fault, on any of our threads; must not throw
     * @throws IOException with a message for the user when the address cannot be had
     */
    public PauseServer(ServerSettings settings, PauseControl control, PlayControl play, Supplier<Studio> studios,
            Optional<Function<Studio, Looking>> lookings, Supplier<Optional<SpeechControl>> speech,
            Supplier<SegmentLimits> segments, Supplier<RecordingControl> recordings,
            Supplier<Optional<HistoryControl>> history, Supplier<Optional<StreamControl>> stream, StatusSource source,
            Consumer<MetricsText> moreMetrics, SocketOwners owners, Clock clock,
            Consumer<Throwable> onFailure) throws IOException {
        this.clock = clock;
        this.onFailure = onFailure;
        this.runToken = settings.runToken();
        this.events = new RecentEvents(settings.history(), settings.streams(), this::streamsHaveNews);
        this.allowedOrigins = settings.allowedOrigins();
        this.routesMaker = () -> {
            RequestReader requests = new RequestReader(settings.sessionId());
            Routes all = routes(new ControlEndpoints(requests, settings.defaultMode(), control, source, clock),
                    new PlayEndpoints(requests, play, clock), new ReadEndpoints(source, moreMetrics, events, clock),
                    new SessionEndpoint(segments, settings.limits().connections(), clock), new WebFiles(allowedOrigins));
            new StudioRoutes(requests, studios, lookings).addTo(all);
            new SpeechEndpoints(requests, speech, clock).addTo(all);
            new RecordingEndpoints(requests, recordings, clock).addTo(all);
            new HistoryEndpoints(requests, history, clock).addTo(all);
            new FeedEndpoints(requests, stream, clock).addTo(all);
            return all;
        };
        this.workers = new Helpers("http-", THREADS, settings.limits().connections(), clock, this::lacksThreads);
        this.waiting = new Helpers("http-wait-", WAITING_THREADS,
                Math.min(WAITING_QUEUE, settings.limits().connections()), clock, this::lacksThreads);
        this.studio = new Helpers("http-studio-", STUDIO_THREADS, STUDIO_QUEUE, clock, this::lacksThreads);
        this.callers = new Callers(settings.bind().isLoopbackAddress() ? Optional.of(owners) : Optional.empty(),
                new Helpers("http-caller-", 1, settings.limits().connections(), clock, this::lacksThreads),
                this::failed);
        this.server = HttpServer.open(settings,
                new HttpService(settings.limits(), Handler::new, clock, onFailure));
        this.guard = new Guard(settings, server.address().getPort());
    }

    private void lacksThreads() {
        if (lackTold.compareAndSet(false, true)) {
            LoggerFactory.getLogger(PauseServer.class).warn("the system gives no more threads: clients are answered one"
                    + " after the other, and graceful pauses do not wait; this is said once");
        }
    }

    private void failed(Throwable cause) {
        failures.increment();
        onFailure.accept(cause);
    }

    private synchronized Routes routes() {
        if (routes == null) {
            routes = routesMaker.get();
        }
        return routes;
    }

    private Routes routes(ControlEndpoints controls, PlayEndpoints plays, ReadEndpoints reads, SessionEndpoint session,
            WebFiles files) {
        Routes all = new Routes();
        controls.addTo(all);
        plays.addTo(all);
        all.get("/status", request -> reads.status()).sharedAt("/status")
                .get("/events", reads::events).sharedAt("/events")
                .get("/metrics", request ->
                        reads.metrics(server, answers.sum(), refusals.sum(), failures.sum())).sharedAt("/metrics")
                .get("/healthz", request -> reads.health()).sharedAt("/healthz").openTo("/healthz")
                .get("/session", request -> session.open())
                .get("/proof", this::proof).openTo("/proof");
        files.paths().forEach(path -> all.get(path, files::answer).sharedAt(path).openTo(path));
        return all;
    }

    /** Shows a client that this is the agent that left the run's token, before it sends a token itself. */
    private Response proof(Request request) throws Refusal {
        String question = request.query().startsWith("question=") ? request.query().substring(9) : "";
        if (!RunToken.isOne(question)) {
            throw JsonBody.bad("bad_value", "this is no question", "question", "question= and 32 hexadecimal digits");
        }
        String proof = runToken.proof(new RunToken(question), server.address().getPort());
        return Answers.json(200, json -> json.writeStringField("proof", proof));
    }

    private void streamsHaveNews() {
        server.loop().ifPresent(HttpLoop::streamsHaveNews);
    }

    /** Begins serving; call once. */
    public void start() {
        server.start();
    }

    /** Where it listens, with the port that was really taken. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Takes every event for {@code GET /events}; to be fed by an event relay. Never blocks. */
    public Consumer<Event> events() {
        return events;
    }

    /** Ends every connection and frees the port. Quick answers go out before, such as that to {@code /quit}. */
    @Override
    public void close() {
        workers.finish();
        server.close();
        waiting.close();
        studio.close();
        callers.close();
    }

    /** Hands the requests of one connection from the server's thread to the pools. */
    private final class Handler implements RequestHandler {
        private final SocketEnd ours;
        private final Routes routes = routes();
        private final Sharing sharing = new Sharing(allowedOrigins, routes);
        /** Whose the client is: asked when its first request is complete, and again only where that was nobody's. */
        private volatile Owner caller = Owner.NOBODY;

        Handler(SocketEnd ours) {
            this.ours = ours;
        }

        @Override
        public void handle(Request request, Consumer<Response> client) {
            if (caller != Owner.NOBODY) {
                serve(request.from(caller), client);
                return;
            }
            callers.find(ours, found -> {
                caller = found;
                serve(request.from(found), client);
            });
        }

        private void serve(Request request, Consumer<Response> client) {
            Consumer<Response> answer = response -> client.accept(sharing.shown(request, response));
            Work work = () -> {
                Reply reply = prepare(request);
                Work quick = () -> send(reply.quick().answer(), answer);
                if (reply.slow().isPresent()) {
                    submit(studio, answer, () -> send(reply.slow().get().answer(), answer), quick);
                } else if (reply.patient().isPresent()) {
                    submit(waiting, answer, () -> send(reply.patient().get().answer(), answer), quick);
                } else {
                    quick.run();
                }
            };
            submit(workers, answer, work, work);
        }

        @Override
        public Response refuse(Refusal refusal) {
            refusals.increment();
            return dressed(Answers.refusal(refusal));
        }

        private Reply prepare(Request request) throws Refusal {
            guard.checkCaller(request);
            guard.checkHost(request);
            boolean covered = sharing.covers(request);
            if (covered && sharing.isQuestion(request)) {
                return Reply.atOnce(() -> sharing.yes(request));
            }
            boolean open = routes.isOpen(request.path());
            boolean navigates = request.header("sec-fetch-mode").orElse("").equals("navigate");
            if (!covered && !(open && navigates && request.method().equals("GET"))) {
                guard.checkOrigin(request);
            }
            if (!open) {
                guard.checkToken(request);
            }
            Routes.Endpoint endpoint = routes.find(request);
            if (request.method().equals("POST")) {
                guard.checkContentType(request);
            }
            return endpoint.prepare(request);
        }

        private Response dressed(Response response) {
            return Answers.dressed(response, clock.wallTime(clock.nanos()));
        }

        private void send(Response response, Consumer<Response> answer) {
            answers.increment();
            answer.accept(dressed(response));
        }

        private void submit(Helpers helpers, Consumer<Response> answer, Work work, Work otherwise) {
            try {
                helpers.execute(() -> run(work, answer), () -> run(otherwise, answer));
            } catch (RejectedExecutionException e) {
                answer.accept(refuse(Reply.busy()));
            }
        }

        private void run(Work work, Consumer<Response> answer) {
            try {
                work.run();
            } catch (Refusal refusal) {
                answer.accept(refuse(refusal));
            } catch (RuntimeException | Error e) {
                failed(e);
                answer.accept(dressed(Answers.failure()));
            }
        }
    }

    /** Part of answering a request. */
    private interface Work {
        void run() throws Refusal;
    }
}
