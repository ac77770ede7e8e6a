package dev.fermata.cli;

import dev.fermata.app.Desktops;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.SystemClock;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Hears two keys of the desktop, whichever window has the focus, and keeps them from it where the platform can. A press
 * that lasts counts once. Opens the desktop; gives it back when closed.
 */
final class HeardPresses implements LearnByHand.Presses, AutoCloseable {
    private static final int MOST_WAITING = 16;

    private final BlockingQueue<LearnByHand.Press> presses = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Desktop desktop;
    private final Key take;
    /** Of the hook's thread alone. */
    private Key down;

    /** @throws dev.fermata.platform.DesktopException when there is nothing to hear */
    HeardPresses(Key take, Key skip, PrintWriter out) {
        this.take = take;
        desktop = Desktops.open(new EchoFilter(), new SystemClock());
        Desktops.onGone(why -> {
            out.println("fermata: " + why);
            out.flush();
            Runtime.getRuntime().halt(ExitCode.FAILURE);
        });
        desktop.suppressor().listen(key -> { });
        desktop.suppressor().consume(List.of(new Hotkey(List.of(), take), new Hotkey(List.of(), skip)));
        desktop.hook().watch(Set.of(take, skip));
        desktop.hook().start(this::heard);
    }

    private void heard(Key key, boolean isDown) {
        if (isDown && down != key) {
            presses.offer(key == take ? LearnByHand.Press.TAKE : LearnByHand.Press.SKIP);
        }
        down = isDown ? key : null;
    }

    @Override
    public LearnByHand.Press next() throws InterruptedException {
        return presses.take();
    }

    @Override
    public void close() {
        desktop.close();
    }
}
