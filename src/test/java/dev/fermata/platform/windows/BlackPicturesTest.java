package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** When the graphics card is asked, and when it is believed. */
class BlackPicturesTest {
    private final int[] rgb = new int[2];
    private long now = 7;
    private int shown;
    private boolean isThere = true;
    private boolean isLost;
    private int opened;
    private int closed;
    private final BlackPictures pictures = new BlackPictures(this::open, () -> now);

    private BlackPictures.Picture open() throws ComObject.Refused {
        opened++;
        if (!isThere) {
            throw new ComObject.Refused("it", 1);
        }
        return new BlackPictures.Picture() {
            @Override
            public boolean read(int x, int y, int width, int height, int[] into) throws ComObject.Refused {
                if (isLost) {
                    throw new ComObject.Refused("it", 2);
                }
                Arrays.fill(into, shown);
                return true;
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    private boolean read() {
        return pictures.read(3, 4, 2, 1, rgb);
    }

    @Test
    void whatItHasIsReadFromThenOn() {
        shown = 0x102030;
        assertTrue(read());
        assertArrayEquals(new int[] {0x102030, 0x102030}, rgb);
        assertTrue(pictures.isNeeded());
        shown = 0;
        assertTrue(read(), "it has shown that it can; now the scene is black");
        assertEquals(1, opened);
    }

    @Test
    void aSceneThatIsBlackThereTooIsLookedAtMoreAndMoreSeldom() {
        assertFalse(read());
        assertFalse(pictures.isNeeded());
        now += BlackPictures.REST_NANOS - 1;
        assertFalse(read());
        assertEquals(1, opened);
        now++;
        assertFalse(read());
        assertEquals(2, opened);
        now += 2 * BlackPictures.REST_NANOS - 1;
        assertFalse(read());
        assertEquals(2, opened);
        now++;
        shown = 1;
        assertTrue(read());
        assertEquals(3, opened);
        assertEquals(2, closed);
    }

    @Test
    void whereThereIsNoneItIsNotAskedAllTheTime() {
        isThere = false;
        assertFalse(read());
        assertFalse(read());
        assertEquals(1, opened);
        assertFalse(pictures.isNeeded());
    }

    @Test
    void oneThatIsLostIsOpenedAnewSoonAndBlackIsNoPictureMeanwhile() {
        shown = 5;
        assertTrue(read());
        isLost = true;
        assertFalse(read());
        assertTrue(pictures.isNeeded());
        assertEquals(1, closed);
        isLost = false;
        assertFalse(read());
        now += BlackPictures.AGAIN_NANOS;
        assertTrue(read());
        assertEquals(2, opened);
    }

    @Test
    void blackIsNoLightInAnyPixel() {
        assertTrue(BlackPictures.isBlack(new int[] {0, 0xff000000, 9}, 2));
        assertFalse(BlackPictures.isBlack(new int[] {0, 1}, 2));
    }
}
