package dev.fermata.desktop;

/**
 * One platform, opened: the ports the agent works through.
 *
 * @param name what to call it in messages, e.g. {@code X11 display :0}
 */
public record Desktop(
        String name, InputHook hook, Injector injector, PhysicalKeys physicalKeys, Suppressor suppressor)
        implements AutoCloseable {

    /** Gives suppressed keys back, stops listening and injecting; idempotent. */
    @Override
    public void close() {
        suppressor.close();
        hook.close();
        injector.close();
        physicalKeys.close();
    }
}
