package dev.fermata.platform.x11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.platform.Screen.State;
import dev.fermata.platform.Shot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read together, and what is not. */
class ShotGroupsTest {
    private final ShotGroups groups = new ShotGroups();

    private static Shot shot(int x, int y, int width, int height, State state) {
        Shot shot = new Shot(x, y, width, height);
        shot.became(state);
        return shot;
    }

    @Test
    void whatIsNearIsReadTogetherAndWhatIsFarIsNot() {
        groups.arrange(List.of(shot(100, 100, 156, 12, State.SEEN), shot(1_700, 900, 12, 156, State.SEEN),
                shot(300, 120, 48, 48, State.SEEN)));
        assertEquals(2, groups.count());
        assertTrue(groups.isIn(0, 0) && groups.isIn(0, 2) && groups.isIn(1, 1));
        assertEquals(100, groups.left(0));
        assertEquals(100, groups.top(0));
        assertEquals(248, groups.width(0));
        assertEquals(68, groups.height(0));
        assertEquals(12, groups.width(1));
    }

    @Test
    void whatMayNotBeReadIsInNone() {
        groups.arrange(List.of(shot(0, 0, 10, 10, State.COVERED), shot(5_000, 0, 10, 10, State.SEEN)));
        assertEquals(1, groups.count());
        assertFalse(groups.isIn(0, 0));
        assertEquals(5_000, groups.left(0));
        groups.arrange(List.of(shot(0, 0, 10, 10, State.OUTSIDE)));
        assertEquals(0, groups.count());
    }

    @Test
    void eachIsReadOnceAndLittleIsReadForNothing() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<Shot> shots = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                shots.add(shot(random.nextInt(1_900), random.nextInt(1_000), 1 + random.nextInt(300),
                        1 + random.nextInt(100), random.nextInt(5) == 0 ? State.COVERED : State.SEEN));
            }
            groups.arrange(shots);
            long wanted = 0;
            long seen = 0;
            for (int i = 0; i < shots.size(); i++) {
                Shot shot = shots.get(i);
                int in = 0;
                for (int group = 0; group < groups.count(); group++) {
                    if (groups.isIn(group, i)) {
                        in++;
                        assertTrue(groups.left(group) <= shot.x() && groups.top(group) <= shot.y()
                                && groups.left(group) + groups.width(group) >= shot.x() + shot.width()
                                && groups.top(group) + groups.height(group) >= shot.y() + shot.height());
                    }
                }
                assertEquals(shot.state() == State.SEEN ? 1 : 0, in);
                wanted += shot.state() == State.SEEN ? (long) shot.width() * shot.height() : 0;
                seen += in;
            }
            long read = 0;
            for (int group = 0; group < groups.count(); group++) {
                read += (long) groups.width(group) * groups.height(group);
            }
            assertTrue(read <= wanted + (seen - groups.count()) * ShotGroups.WORTH);
        }
    }
}
