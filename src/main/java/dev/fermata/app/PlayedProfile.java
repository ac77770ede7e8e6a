package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The profile that an agent plays: loaded anew when its file is saved, and exchanged for another one when somebody
 * asks for it. Thread-safe.
 */
final class PlayedProfile implements AutoCloseable {
    /** How long whoever asks for a profile waits until it is in force; that takes about a millisecond. */
    private static final Duration LONGEST_LOAD = Duration.ofSeconds(5);

    private final Agent agent;
    private final ProfileLibrary library;
    @GuardedBy("this")
    private Optional<HotReload> reload = Optional.empty();
    @GuardedBy("this")
    private boolean closed;
    /** Of the one that is played; written under the lock. */
    private volatile Optional<Path> file = Optional.empty();

    /** @param library where a profile is looked for that somebody asks for by its name */
    PlayedProfile(Agent agent, ProfileLibrary library) {
        this.agent = agent;
        this.library = library;
    }

    /** The agent plays that profile already; from now on its file is followed, if it has one. */
    synchronized void begin(Profile profile) {
        follow(profile);
    }

    /**
     * Plays a profile of the library from now on, unless something is wrong with it: then the one before goes on,
     * and is told so. Returns when it is in force, within a limit.
     */
    ProfileResult use(String name) {
        ProfileResult result = library.readNamed(name);
        CountDownLatch loaded = new CountDownLatch(1);
        result.profile().ifPresentOrElse(profile -> use(profile, loaded), () -> {
            agent.refuse(result);
            loaded.countDown();
        });
        try {
            loaded.await(LONGEST_LOAD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return result;
    }

    /** In one step, so that of two that are asked for at once the one that is loaded last is the one followed. */
    private synchronized void use(Profile profile, CountDownLatch loaded) {
        if (closed) {
            loaded.countDown();
            return;
        }
        agent.load(profile, loaded::countDown);
        follow(profile);
    }

    /** As {@link #use}, for a caller that has no time: on a thread of its own. */
    void useSoon(String name) {
        Thread thread = new Thread(() -> use(name), "profile-use");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether that is the file of the one that is played. */
    boolean isPlayed(Path other) {
        return file.equals(Optional.of(other));
    }

    /** Those there are to choose from, by name; reads the library's folders. */
    List<String> names() {
        return library.list().stream().map(ProfileLibrary.Entry::name).toList();
    }

    /** The file of the one that is played, if it has one. */
    Optional<Path> file() {
        return file;
    }

    /** The one that is played, if it is among {@link #names}; reads the folders. */
    Optional<String> name() {
        Optional<Path> played = file;
        return library.list().stream().filter(entry -> played.equals(Optional.of(entry.file())))
                .map(ProfileLibrary.Entry::name).findFirst();
    }

    @GuardedBy("this")
    private void follow(Profile profile) {
        file = profile.file();
        profile.file().ifPresent(file -> follow(file, running -> running.follow(file, profile)));
    }

    /** Follows the files of the settings as well, in the same way and on the same thread. */
    synchronized void followSettings(FileWatch settings) {
        follow(settings.files().get(0), running -> running.follow(settings));
    }

    @GuardedBy("this")
    private void follow(Path file, Consumer<HotReload> what) {
        if (closed) {
            return;
        }
        if (reload.isPresent()) {
            what.accept(reload.get());
            return;
        }
        HotReload first = new HotReload(file, agent.clock(), this::saved,
                failure -> agent.report(HotReload.NAME, failure));
        what.accept(first);
        agent.watch(HotReload.NAME, first.worker());
        first.start();
        reload = Optional.of(first);
    }

    private void saved(ProfileResult result) {
        result.profile().ifPresentOrElse(agent::load, () -> agent.refuse(result));
    }

    @Override
    public synchronized void close() {
        closed = true;
        reload.ifPresent(HotReload::close);
    }
}
