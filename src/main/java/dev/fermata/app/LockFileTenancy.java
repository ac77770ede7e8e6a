package dev.fermata.app;

import dev.fermata.platform.Tenancy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** One agent a desktop by a lock file, where the desktop itself cannot tell; see {@link SingleInstance}. */
final class LockFileTenancy implements Tenancy {
    private final String desktop;
    private SingleInstance lock;

    /** @param desktop tells desktops apart */
    LockFileTenancy(String desktop) {
        this.desktop = desktop;
    }

    @Override
    public Optional<Other> take(Path folder) {
        Optional<SingleInstance> acquired = SingleInstance.acquire(folder, desktop);
        acquired.ifPresent(mine -> lock = mine);
        return acquired.isPresent() ? Optional.empty() : Optional.of(holder(folder));
    }

    @Override
    public Optional<Other> other(Path folder) {
        Optional<SingleInstance> free = SingleInstance.acquire(folder, desktop);
        free.ifPresent(SingleInstance::close);
        return free.isPresent() ? Optional.empty() : Optional.of(holder(folder));
    }

    private Other holder(Path folder) {
        return new Other(SingleInstance.holder(folder, desktop)
                .filter(pid -> pid.matches("[0-9]{1,18}")).map(pid -> OptionalLong.of(Long.parseLong(pid)))
                .orElse(OptionalLong.empty()));
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }
}
