package dev.fermata.platform;

import java.util.Optional;

/**
 * One platform, opened: the ports the agent works through.
 *
 * @param name what to call it in messages, e.g. {@code X11 display :0}
 * @param capabilities what it can do
 * @param giveBack gives back what the platform lent besides; idempotent, and does not throw
 * @param tenancy keeps a second agent away; empty where the desktop itself cannot tell
 */
public record Desktop(String name, Capabilities capabilities, InputHook hook, Injector injector,
        PhysicalKeys physicalKeys,
        Suppressor suppressor, Runnable giveBack, Optional<Tenancy> tenancy) implements AutoCloseable {

    /** A desktop that can do all, was lent nothing but its ports, and cannot tell whether another agent works on it. */
    public Desktop(String name, InputHook hook, Injector injector, PhysicalKeys physicalKeys, Suppressor suppressor) {
        this(name, Capabilities.ALL, hook, injector, physicalKeys, suppressor, () -> { }, Optional.empty());
    }

    /**
     * Where what is sent is to be announced: not to the one that tells echoes from the player if no echo is ever
     * heard, for the player's next press would pass for it.
     */
    public EchoFilter announced(EchoFilter echoes) {
        return capabilities.hearsOwnInput() ? echoes : new EchoFilter();
    }

    /** Gives suppressed keys back, stops listening and injecting; idempotent. */
    @Override
    public void close() {
        suppressor.close();
        hook.close();
        injector.close();
        physicalKeys.close();
        giveBack.run();
        tenancy.ifPresent(Tenancy::close);
    }
}
