package dev.fermata.present;

/** The tray's picture: the sign that gave Fermata its name, a dot below an arc, in the colour of the state. Pure. */
final class TrayIcon {
    static final int SIZE = 22;

    /** Each pixel is made of so many squared. */
    private static final int FINE = 4;
    private static final double MIDDLE = SIZE / 2.0;
    private static final double FOOT = SIZE * 0.72;
    private static final double ARC_OUTER = SIZE * 0.46;
    private static final double ARC_INNER = SIZE * 0.33;
    private static final double DOT = SIZE * 0.14;

    private TrayIcon() {
    }

    /** Rows from the top, four bytes a pixel: alpha, red, green, blue. */
    static byte[] of(int colour) {
        byte[] picture = new byte[4 * SIZE * SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int at = 4 * (y * SIZE + x);
                picture[at] = (byte) Math.round(255.0 * covered(x, y) / (FINE * FINE));
                picture[at + 1] = (byte) (colour >> 16);
                picture[at + 2] = (byte) (colour >> 8);
                picture[at + 3] = (byte) colour;
            }
        }
        return picture;
    }

    private static int covered(int x, int y) {
        int covered = 0;
        for (int i = 0; i < FINE * FINE; i++) {
            int column = i % FINE;
            int row = i / FINE;
            double right = x + (column + 0.5) / FINE - MIDDLE;
            double down = y + (row + 0.5) / FINE - FOOT;
            double away = Math.hypot(right, down);
            boolean arc = down <= 0 && away >= ARC_INNER && away <= ARC_OUTER;
            covered += arc || away <= DOT ? 1 : 0;
        }
        return covered;
    }
}
