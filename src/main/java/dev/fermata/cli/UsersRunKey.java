package dev.fermata.cli;

import dev.fermata.app.service.RunKey;
import dev.fermata.platform.windows.WindowsRunKey;
import java.util.Optional;

/** The user's registry, looked at on Windows only. */
final class UsersRunKey implements RunKey {
    private final WindowsRunKey key = new WindowsRunKey();

    @Override
    public Optional<String> read() {
        return key.read();
    }

    @Override
    public void write(String command) {
        key.write(command);
    }

    @Override
    public void delete() {
        key.delete();
    }
}
