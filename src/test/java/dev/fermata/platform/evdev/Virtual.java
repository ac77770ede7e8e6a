package dev.fermata.platform.evdev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.platform.DesktopException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The virtual device as programs see it: the kernel drops what changes nothing. */
final class Virtual implements Output {
    /** What programs got, frames divided by {@code |}. */
    final List<String> got = new ArrayList<>();
    final BitSet down = new BitSet();
    boolean gone;

    static String text(int type, int code, int value) {
        return switch (type) {
            case Codes.EV_KEY -> (value == 0 ? "-" : "+") + code;
            case Codes.EV_REL -> "r" + code + ":" + value;
            case Codes.EV_MSC -> "s" + value;
            default -> "?" + type;
        };
    }

    @Override
    public void write(Events events) {
        if (gone) {
            throw new DesktopException("gone");
        }
        for (int i = 0; i < events.size(); i++) {
            if (events.type(i) == Codes.EV_SYN) {
                assertEquals(Codes.SYN_REPORT, events.code(i));
                if (!got.isEmpty() && !got.get(got.size() - 1).equals("|")) {
                    got.add("|");
                }
            } else if (events.type(i) != Codes.EV_KEY || down.get(events.code(i)) != (events.value(i) != 0)) {
                if (events.type(i) == Codes.EV_KEY) {
                    down.set(events.code(i), events.value(i) != 0);
                }
                got.add(text(events.type(i), events.code(i), events.value(i)));
            }
        }
    }

    /** What came since this was asked last, e.g. {@code +16 | -16 |}. */
    String take() {
        String text = String.join(" ", got);
        got.clear();
        return text;
    }
}
