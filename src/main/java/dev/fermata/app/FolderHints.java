package dev.fermata.app;

import dev.fermata.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A clock whose waits end early when the system says that a certain file was touched. Only hints: a link
 * re-pointed on the way to the file, a network's file system or a lack of watches give none, so whoever
 * waits here looks for himself from time to time. Touches of other files in the folder end no wait.
 *
 * <p>One thread follows and waits; any may {@link #close}, which ends the wait.
 */
final class FolderHints implements Clock, AutoCloseable {
    private final Clock clock;
    private final Duration atMostEvery;
    private final Optional<WatchService> service;
    /** The names in each folder that are waited for. */
    private Map<WatchKey, Set<Path>> names = Map.of();
    /** A folder where something happens all the time wakes nobody sooner. */
    private long deafUntil;

    /**
     * @param atMostEvery how long after a hint the next is heard, unless a deadline comes first
     * @param onNone told why the system gives no hints
     */
    FolderHints(Path file, Clock clock, Duration atMostEvery, Consumer<IOException> onNone) {
        this.clock = clock;
        this.atMostEvery = atMostEvery;
        Optional<WatchService> made = Optional.empty();
        try {
            made = Optional.of(file.getFileSystem().newWatchService());
        } catch (IOException e) {
            onNone.accept(e);
        }
        service = made;
    }

    /** Waits from now on for those files, each in its folder and in that of the file it is a link to. */
    void follow(List<Path> files) {
        if (service.isEmpty()) {
            return;
        }
        Map<WatchKey, Set<Path>> now = new HashMap<>();
        for (Path file : files) {
            add(file.toAbsolutePath(), now);
            try {
                add(file.toRealPath(), now);
            } catch (IOException e) {
                // It leads nowhere now; whoever looks will see when it does.
            }
        }
        names.keySet().stream().filter(key -> !now.containsKey(key)).forEach(WatchKey::cancel);
        names = now;
    }

    private void add(Path file, Map<WatchKey, Set<Path>> to) {
        if (file.getParent() == null) {
            return;
        }
        try {
            WatchKey key = file.getParent().register(service.get(), StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
            to.computeIfAbsent(key, folder -> new HashSet<>()).add(file.getFileName());
        } catch (IOException | ClosedWatchServiceException e) {
            // No such folder now, no watch left to give, or the end: no hints.
        }
    }

    @Override
    public long nanos() {
        return clock.nanos();
    }

    @Override
    public Instant wallTime(long nanos) {
        return clock.wallTime(nanos);
    }

    @Override
    public void parkUntil(long deadlineNanos) {
        if (service.isEmpty()) {
            clock.parkUntil(deadlineNanos);
            return;
        }
        try {
            boolean touched = false;
            while (!touched && clock.nanos() < deadlineNanos) {
                if (clock.nanos() < deafUntil) {
                    clock.parkUntil(Math.min(deadlineNanos, deafUntil));
                }
                long left = deadlineNanos - clock.nanos();
                WatchKey key = left > 0 ? service.get().poll(left, TimeUnit.NANOSECONDS) : null;
                if (key != null) {
                    touched = isTouched(key);
                    deafUntil = clock.nanos() + atMostEvery.toNanos();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // A wait may end early for no reason.
        }
    }

    /** Takes what a folder has to tell. */
    private boolean isTouched(WatchKey key) {
        boolean touched = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            touched |= event.kind() == StandardWatchEventKinds.OVERFLOW
                    || names.getOrDefault(key, Set.of()).contains(event.context());
        }
        // The folder itself is gone when the key cannot be used again.
        return !key.reset() || touched;
    }

    @Override
    public void close() {
        try {
            if (service.isPresent()) {
                service.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
