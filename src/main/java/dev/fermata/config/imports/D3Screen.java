package dev.fermata.config.imports;

import dev.fermata.config.imports.ImportedProfile.Lesson;
import dev.fermata.config.imports.ImportedProfile.Pixel;
import dev.fermata.config.imports.ImportedProfile.Place;
import dev.fermata.config.profile.Senses;
import dev.fermata.config.profile.Sensor;
import java.util.List;
import java.util.Optional;

/** Where things are on the screen of the game that D3keyHelper plays. Confined to one thread. */
final class D3Screen {
    /** It was measured at 3440 x 1440; places go with the height, from the middle. */
    private static final double BASE_WIDTH = 3440;
    private static final double BASE_HEIGHT = 1440;
    private static final int[] BUFF_X = {0, 1288, 1377, 1465, 1554, 1647, 1734};
    private static final int BUFF_Y = 1328;
    private static final int BUFF_WIDTH = 63;
    private static final int POTION_X = 1822;
    private static final int POTION_Y = 1340;
    private static final int POTION_SIZE = 66;
    /** So green is the bar of a buff that is on. */
    private static final int GREEN = 95;

    private final Draft draft;
    private final Fields general;
    private final Senses.Size size;

    D3Screen(Draft draft, Fields general, Senses.Size size) {
        this.draft = draft;
        this.general = general;
        this.size = size;
    }

    /** The bar of a skill's buff. @param gone the condition under which there is none; empty where it cannot be seen */
    record Buff(String gone) {
        boolean isThere() {
            return !gone.isEmpty();
        }
    }

    /** A sensor for the bar of a skill's buff. */
    Buff buff(int skill, Fields profile) {
        double percent = within("buffpercent", 0.05, 0, 1);
        int x = across(BUFF_X[skill] + percent * BUFF_WIDTH);
        int y = scaled(BUFF_Y);
        if (outside(x, y, 1)) {
            profile.remark("action_" + skill, "the bar of its buff is outside of a window of " + size.width() + " x "
                    + size.height() + "; the skill is off");
            return new Buff("");
        }
        looksAt(profile);
        int least = leastGreen();
        // One tolerance holds for all three colours: it has to be wide enough to take any red and blue. Of 128 it
        // cannot be, so that is taken for 127.
        if (least <= 128) {
            String on = draft.sensorName("skill" + skill + "_buff");
            draft.add(new Place(on, Sensor.Kind.PIXEL, new Sensor.Region(x, y, 1, 1),
                    Optional.of(new Pixel(0x80ff80, 255 - Math.min(127, least))), List.of()));
            return new Buff("not " + on);
        }
        String gone = draft.sensorName("skill" + skill + "_gone");
        draft.add(new Place(gone, Sensor.Kind.PIXEL, new Sensor.Region(x, y, 1, 1),
                Optional.of(new Pixel(0x800080, least - 1)), List.of()));
        return new Buff(gone);
    }

    /** A sensor for the potion's icon; empty where there is no room for it. */
    Optional<String> potion(Fields profile) {
        int x = across(POTION_X);
        int y = scaled(POTION_Y);
        int side = scaled(POTION_SIZE);
        if (side < 1 || outside(x, y, side)) {
            profile.remark("potionmethod", "the potion is outside of a window of " + size.width() + " x"
                    + " " + size.height()
                    + "; left out");
            return Optional.empty();
        }
        looksAt(profile);
        String sensor = draft.sensorName("potion");
        draft.add(new Place(sensor, Sensor.Kind.ICON, new Sensor.Region(x, y, side, side), Optional.empty(),
                List.of(new Lesson("--ready", "while the potion can be drunk"))));
        profile.remark("potionmethod", "there it drinks when the picture of the potion stands still; here when it"
                + " looks ready,"
                + " which is learned");
        return Optional.of(sensor);
    }

    private void looksAt(Fields profile) {
        if (draft.reference.isEmpty()) {
            draft.reference = Optional.of(size);
            if (general.text("gameresolution", "Auto").equalsIgnoreCase("Auto")) {
                general.about("screen").remark("gameresolution", "the size of the window is not in the file; these"
                        + " places are for "
                        + size.width() + " x " + size.height() + " and all that are as wide for their height. For"
                        + " another form"
                        + " import again with --size");
                general.about("");
            }
        }
    }

    /**
     * The least green on the screen that is as much as {@link #GREEN} after its correction for the game's brightness.
     */
    private int leastGreen() {
        double gamma = within("gamegamma", 1, 0.5, 1.5);
        if (Math.abs(gamma - 1) < 0.01) {
            return GREEN;
        }
        return Math.max(1, Math.min(255, (int) Math.ceil(255 * Math.pow(GREEN / 255.0, 1 / (1.9 * gamma - 0.9))
                - 1e-9)));
    }

    /** A number that counts as the usual one where it is outside of its limits. */
    private double within(String field, double standard, double least, double most) {
        double number = general.about("screen").number(field).orElse(standard);
        if (number < least || number > most) {
            general.remark(field, "this is not within " + Fields.plain(least) + " and " + Fields.plain(most) + ";"
                    + " taken as "
                    + Fields.plain(standard) + ", as there");
        }
        general.about("");
        return number < least || number > most ? standard : number;
    }

    private boolean outside(int x, int y, int side) {
        return x < 0 || y < 0 || x + side > size.width() || y + side > size.height();
    }

    private int across(double x) {
        return (int) Math.round(size.width() / 2.0 - (BASE_WIDTH / 2 - x) * size.height() / BASE_HEIGHT);
    }

    private int scaled(double y) {
        return (int) Math.round(y * size.height() / BASE_HEIGHT);
    }
}
