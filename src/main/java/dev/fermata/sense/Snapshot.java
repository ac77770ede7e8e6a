package dev.fermata.sense;

import dev.fermata.platform.Screen;
import java.util.BitSet;
import java.util.zip.Deflater;

/**
 * What was in a window at one moment, kept packed, and to be looked at like a window that does not change: sensors read
 * it and learn from it. What another window covered then is covered in it for good. Immutable but for its count of
 * captures; reading unpacks up to the place, which takes a few hundredths of a second.
 */
public final class Snapshot implements Screen {
    /** A place is covered as a whole or not at all. */
    private static final int TILE = 32;
    /** So many pixels are taken at once: one screen of today, so that it is of one moment. */
    private static final int MOST_AT_ONCE = 1920 * 1088;
    private static final int MOST_BYTES = 12 << 20;
    /** What covered places are painted with: two greys in stripes. */
    private static final int[] STRIPES = {0x5c6065, 0x72777d};
    private static final int STRIPE = 8;

    private final String name;
    private final int width;
    private final int height;
    private final byte[] packed;
    private final BitSet covered;
    private long captures;

    /** Nothing could be seen; the message says why. */
    public static final class NothingSeenException extends Exception {
        private static final long serialVersionUID = 1L;

        NothingSeenException(String message) {
            super(message, null, false, false);
        }
    }

    private Snapshot(String name, int width, int height, byte[] packed, BitSet covered) {
        this.name = name;
        this.width = width;
        this.height = height;
        this.packed = packed;
        this.covered = covered;
    }

    /** Takes all that can be seen of a window. */
    public static Snapshot of(Screen screen) throws NothingSeenException {
        State state = screen.look();
        if (state != State.SEEN) {
            throw nothing(Sensors.why(state));
        }
        Taking taking = new Taking(screen, screen.width(), screen.height());
        return new Snapshot(screen.name(), taking.width, taking.height, taking.take(), taking.covered);
    }

    private static NothingSeenException nothing(Why why) {
        return new NothingSeenException("there is nothing to see: " + why);
    }

    /** The picture as a file. */
    public byte[] png() {
        return Png.write(width, height, packed);
    }

    /** The colour of a place on average, {@code 0xRRGGBB}; the place has to be inside. */
    public int colour(int x, int y, int partWidth, int partHeight) {
        Picture part = new Picture(partWidth, partHeight);
        PixelRows.read(packed, width, x, y, partWidth, partHeight, part.rgb);
        return part.average();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public State look() {
        return State.SEEN;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public boolean takeChange() {
        return true;
    }

    @Override
    public State capture(int x, int y, int partWidth, int partHeight, int[] rgb) {
        if (x < 0 || y < 0 || x + partWidth > width || y + partHeight > height) {
            return State.OUTSIDE;
        }
        for (int row = y / TILE; row <= (y + partHeight - 1) / TILE; row++) {
            int begin = row * across(width);
            int first = covered.nextSetBit(begin + x / TILE);
            if (first >= 0 && first <= begin + (x + partWidth - 1) / TILE) {
                return State.COVERED;
            }
        }
        captures++;
        PixelRows.read(packed, width, x, y, partWidth, partHeight, rgb);
        return State.SEEN;
    }

    private static int across(int width) {
        return (width + TILE - 1) / TILE;
    }

    /** It never does. */
    @Override
    public void awaitChange(long nanos) {
        // what has been taken stays
    }

    @Override
    public void wake() {
        // nobody waits
    }

    @Override
    public long captures() {
        return captures;
    }

    @Override
    public void close() {
        // nothing was lent
    }

    /** One picture being taken: in bands as high as can be, and what cannot be had as a whole in tiles. */
    private static final class Taking {
        private final Screen screen;
        private final int width;
        private final int height;
        private final BitSet covered = new BitSet();
        private final int[] tile = new int[TILE * TILE];
        private State worst = State.SEEN;
        private boolean isSeen;
        private boolean isBlack = true;

        Taking(Screen screen, int width, int height) {
            this.screen = screen;
            this.width = width;
            this.height = height;
        }

        byte[] take() throws NothingSeenException {
            int rows = Math.max(1, MOST_AT_ONCE / width / TILE) * TILE;
            int[] band = new int[width * Math.min(rows, height)];
            PixelRows all = new PixelRows(width, Deflater.BEST_SPEED);
            for (int y = 0; y < height; y += rows) {
                int here = Math.min(rows, height - y);
                State state = screen.capture(0, y, width, here, band);
                if (state == State.SEEN) {
                    isSeen = true;
                } else {
                    tiles(y, here, band);
                }
                isBlack &= Picture.isBlack(band, width * here);
                all.add(band, here);
                if (all.size() > MOST_BYTES) {
                    throw new NothingSeenException("this picture is too large to be kept: " + width + " x " + height);
                }
            }
            if (!isSeen || isBlack) {
                throw nothing(isSeen ? Why.BLACK : Sensors.why(worst));
            }
            return all.packed();
        }

        private void tiles(int top, int rows, int[] band) {
            for (int y = 0; y < rows; y += TILE) {
                for (int x = 0; x < width; x += TILE) {
                    int wide = Math.min(TILE, width - x);
                    int high = Math.min(TILE, rows - y);
                    State state = screen.capture(x, top + y, wide, high, tile);
                    if (state == State.SEEN) {
                        isSeen = true;
                    } else {
                        worst = state;
                        covered.set((top + y) / TILE * across(width) + x / TILE);
                        stripe();
                    }
                    for (int row = 0; row < high; row++) {
                        int stride = state == State.SEEN ? wide : TILE;
                        System.arraycopy(tile, row * stride, band, (y + row) * width + x, wide);
                    }
                }
            }
        }

        private void stripe() {
            for (int i = 0; i < tile.length; i++) {
                tile[i] = STRIPES[(i % TILE + i / TILE) / STRIPE % STRIPES.length];
            }
        }
    }
}
