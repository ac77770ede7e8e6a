package dev.fermata.simulate;

import dev.fermata.config.profile.GameWindow;
import dev.fermata.model.Glob;
import dev.fermata.model.Key;
import dev.fermata.model.WindowNames;
import dev.fermata.model.WindowPattern;
import dev.fermata.platform.Windows;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Two windows, the game's and another, and a session that can be locked. Not thread-safe. */
final class SimulatedWindows implements Windows {
    private static final WindowNames OTHER = new WindowNames("\0", List.of("\0"), "\0");

    private final Supplier<Optional<GameWindow>> game;
    private Listener listener = focus -> { };
    private Consumer<Boolean> lockListener = locked -> { };
    private Token.Focus.Where where = Token.Focus.Where.GAME;
    private boolean locked;

    /** @param game how the game's window is called, whenever it is asked; nobody is told of changes */
    SimulatedWindows(Supplier<Optional<GameWindow>> game) {
        this.game = game;
    }

    void focus(Token.Focus.Where now) {
        where = now;
        listener.focused(focus());
    }

    void lock(boolean now) {
        locked = now;
        lockListener.accept(now);
    }

    /** The key that opens or closes the chat; none where the profile has none, or it is so already. */
    Optional<Key> chatKey(boolean open, boolean isOpen) {
        return isOpen == open ? Optional.empty() : game.get().flatMap(GameWindow::chat)
                .flatMap(chat -> (open ? chat.open() : chat.close()).stream().sorted().findFirst());
    }

    Windows listen(Listener to) {
        listener = to;
        return this;
    }

    AutoCloseable listenToLock(Consumer<Boolean> to) {
        lockListener = to;
        to.accept(locked);
        return () -> lockListener = nobody -> { };
    }

    @Override
    public Focus focus() {
        return switch (where) {
            case GAME -> new Focus.On(game.get().map(each -> named(each.pattern())).orElse(OTHER));
            case OTHER -> new Focus.On(OTHER);
            case UNKNOWN -> new Focus.Unknown("the script says so");
        };
    }

    @Override
    public boolean isStillSo(Focus told) {
        return told.equals(focus());
    }

    @Override
    public void close() {
        listener = nobody -> { };
    }

    /** Names that a pattern is true of. */
    private static WindowNames named(WindowPattern pattern) {
        return new WindowNames(text(pattern.title()), List.of(text(pattern.windowClass())), text(pattern.exe()));
    }

    private static String text(Optional<Glob> glob) {
        return glob.map(each -> each.toString().replace("*", "").replace('?', 'x')).orElse("");
    }
}
