package dev.fermata.stream.bridge;

import dev.fermata.config.settings.Settings;
import dev.fermata.event.Event;
import dev.fermata.model.BridgeStatus;
import dev.fermata.secret.Secret;
import dev.fermata.time.Clock;
import dev.fermata.time.Worker;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The bridge to other machines: events out on one channel of a Redis server, commands in from another where the
 * settings allow any. Threads: {@code bridge} sends, {@code bridge-commands} listens. Thread-safe.
 */
public final class Bridge implements Consumer<Event>, AutoCloseable {
    private static final String NAME = "bridge";
    private static final Duration STOP_WAIT = Duration.ofMillis(200);

    private final Settings.Bridge settings;
    private final EventsOut out;
    private final Worker worker;
    private final CommandsIn in;

    /**
     * Begins at once.
     *
     * @param settings with an address
     * @param password asked for each connection; what it throws is told as why there is none
     * @param doer carries out the messages of commands and returns why not; empty when it is done
     * @param broke told that it failed itself, and goes on
     */
    public Bridge(Clock clock, Settings.Bridge settings, Supplier<Optional<Secret>> password,
            Function<byte[], Optional<String>> doer, BridgeListener told, Consumer<Throwable> broke) {
        this.settings = settings;
        RedisServer server = new RedisServer(settings, password);
        in = new CommandsIn(clock, server::ear, doer, told, broke, new Random());
        out = new EventsOut(clock, server::line, new BridgeListener() {
            @Override
            public void failed(String message) {
                // Whoever waits for commands does not notice by itself that a server is silently gone.
                in.reopen();
                told.failed(message);
            }

            @Override
            public void mended(String message) {
                told.mended(message);
            }

            @Override
            public void refused(String message) {
                told.refused(message);
            }
        }, this::wake, new Random());
        worker = new Worker(NAME, out, clock, broke);
        worker.start();
        if (!settings.allowed().isEmpty()) {
            Thread listening = new Thread(in, NAME + "-commands");
            listening.setDaemon(true);
            listening.start();
        }
    }

    /** The thread that sends, to be watched. */
    public Worker worker() {
        return worker;
    }

    /**
     * Looks whether a server lets a bridge do what it has to, without that anybody else notices; takes some seconds at
     * most.
     *
     * @throws BridgeException when it does not
     */
    public static void tryOut(Settings.Bridge settings, Supplier<Optional<Secret>> password) throws BridgeException {
        new RedisServer(settings, password).tryOut();
    }

    private void wake() {
        worker.wake();
    }

    @Override
    public void accept(Event event) {
        out.accept(event);
    }

    /** How it stands. */
    public BridgeStatus status() {
        return new BridgeStatus(settings.address().orElseThrow().toString(), out.whyNot(), out.sent(), out.missed(),
                in.listens(), in.done(), in.refused(), in.lastRefused());
    }

    @Override
    public void close() {
        in.close();
        if (worker.stop(STOP_WAIT)) {
            out.finish();
        }
    }
}
