package dev.fermata.desktop;

/**
 * One platform, opened: the ports the agent works through.
 *
 * @param name what to call it in messages, e.g. {@code X11 display :0}
 * @param giveBack gives back what the platform lent besides; idempotent, and does not throw
 */
public record Desktop(String name, InputHook hook, Injector injector, PhysicalKeys physicalKeys,
        Suppressor suppressor, Runnable giveBack) implements AutoCloseable {

    /** A desktop that was lent nothing but its ports. */
    public Desktop(String name, InputHook hook, Injector injector, PhysicalKeys physicalKeys, Suppressor suppressor) {
        this(name, hook, injector, physicalKeys, suppressor, () -> { });
    }

    /** Gives suppressed keys back, stops listening and injecting; idempotent. */
    @Override
    public void close() {
        suppressor.close();
        hook.close();
        injector.close();
        physicalKeys.close();
        giveBack.run();
    }
}
