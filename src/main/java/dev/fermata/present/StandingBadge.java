package dev.fermata.present;

import dev.fermata.observe.Standing;
import dev.fermata.platform.Badge;
import dev.fermata.platform.Overlay;
import java.util.function.Consumer;

/** Keeps the badge over the game true to how the agent stands. Called by one thread at a time. */
public final class StandingBadge implements Consumer<Standing> {
    private final Overlay overlay;

    public StandingBadge(Overlay overlay) {
        this.overlay = overlay;
    }

    @Override
    public void accept(Standing standing) {
        overlay.show(new Badge(standing.words(), colour(standing.kind())));
    }

    /** Told apart also by those who do not tell red from green: their brightness differs. */
    static int colour(Standing.Kind kind) {
        return switch (kind) {
            case STOPPED -> 0x8a8f98;
            case ARMED -> 0x4fa3ff;
            case RUNNING -> 0x3ddc84;
            case HELD -> 0xffd23f;
            case PAUSED -> 0xff9f43;
            case REFUSED -> 0xd65cff;
            case DEAF -> 0xff3b30;
        };
    }
}
