package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The calls to the graphics card, through tables of methods in memory. Their numbers are those of MinGW's dxgi1_2.h and
 * d3d11.h, not of the code under test.
 */
class DuplicationTest {
    private static final int NOT_FOUND = 0x887A0002;
    private static final int WAIT_TIMEOUT = 0x887A0027;
    private static final int ACCESS_LOST = 0x887A0026;
    private static final int NO_INTERFACE = 0x80004002;
    private static final Pointer FIRST = Pointer.createConstant(0x101);
    private static final Pointer SECOND = Pointer.createConstant(0x102);
    /** Of the second monitor, which is right of a first one of 1920 pixels. */
    private static final int LEFT = 1920;
    private static final int WIDTH = 4;
    private static final int HEIGHT = 3;
    private static final int PITCH = 32;

    private final FakeComObject factory = new FakeComObject();
    private final FakeComObject idle = new FakeComObject();
    private final FakeComObject adapter = new FakeComObject();
    private final FakeComObject first = new FakeComObject();
    private final FakeComObject second = new FakeComObject();
    private final FakeComObject secondByItsOtherName = new FakeComObject();
    private final FakeComObject device = new FakeComObject();
    private final FakeComObject context = new FakeComObject();
    private final FakeComObject frames = new FakeComObject();
    private final FakeComObject frame = new FakeComObject();
    private final FakeComObject texture = new FakeComObject();
    private final FakeComObject copy = new FakeComObject();
    private final List<FakeComObject> all = List.of(factory, idle, adapter, first, second, secondByItsOtherName, device,
            context, frames, frame, texture, copy);
    private final List<String> calls = new ArrayList<>();
    private final Memory pixels = new Memory((long) PITCH * HEIGHT);
    private int rotation = 1;
    private int format = 87;
    private int acquired;
    private long changedAt = 99;
    private Pointer usedAdapter;
    private int stagingUsage;

    DuplicationTest() {
        factory.method(12, (FakeComObject.Numbered) (self, number, made) ->
                number == 0 ? idle.into(made) : number == 1 ? adapter.into(made) : NOT_FOUND);
        idle.method(7, (FakeComObject.Numbered) (self, number, made) -> NOT_FOUND);
        adapter.method(7, (FakeComObject.Numbered) (self, number, made) ->
                number == 0 ? first.into(made) : number == 1 ? second.into(made) : NOT_FOUND);
        first.method(7, (FakeComObject.One) (self, desc) -> describe(desc, 0, FIRST));
        second.method(7, (FakeComObject.One) (self, desc) -> describe(desc, LEFT, SECOND));
        second.method(0, (FakeComObject.Two) (self, id, made) -> {
            // 00cddea8-939b-4b83-a340-a685226666cc
            assertEquals(0x00cddea8, id.getInt(0));
            assertEquals((byte) 0xcc, id.getByte(15));
            return secondByItsOtherName.into(made);
        });
        secondByItsOtherName.method(22, (FakeComObject.Two) (self, on, made) -> frames.into(made));
        frames.method(8, (FakeComObject.Waiting) (self, millis, info, made) -> {
            calls.add("acquire " + millis);
            info.setLong(0, changedAt);
            return acquired != 0 ? acquired : frame.into(made);
        });
        frames.method(14, (FakeComObject.Nothing) self -> {
            calls.add("release");
            return 0;
        });
        frame.method(0, (FakeComObject.Two) (self, id, made) ->
                id.getInt(0) == 0x6f15aaf2 ? texture.into(made) : NO_INTERFACE);
        texture.method(10, (FakeComObject.Describing) (self, desc) -> {
            desc.setInt(0, WIDTH);
            desc.setInt(4, HEIGHT);
            desc.setInt(16, format);
            desc.setInt(28, 0);
            desc.setInt(36, 0);
        });
        device.method(5, (FakeComObject.Three) (self, desc, data, made) -> {
            stagingUsage = desc.getInt(28);
            assertEquals(0x20000, desc.getInt(36), "the processor may read it");
            return copy.into(made);
        });
        context.method(47, (FakeComObject.Copying) (self, to, from) -> calls.add("copy"));
        context.method(14, (FakeComObject.Mapping) (self, what, part, how, flags, mapped) -> {
            calls.add("map " + how);
            mapped.setPointer(0, pixels);
            mapped.setInt(8, PITCH);
            return 0;
        });
        context.method(15, (FakeComObject.Unmapping) (self, what, part) -> calls.add("unmap"));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                pixels.setInt((long) y * PITCH + 4L * x, 0xff000000 | y << 8 | x);
            }
        }
    }

    private int describe(Pointer desc, int left, Pointer monitor) {
        desc.setInt(64, left);
        desc.setInt(68, 0);
        desc.setInt(84, rotation);
        desc.setPointer(88, monitor);
        return 0;
    }

    private Duplication open(Pointer monitor) throws ComObject.Refused {
        return Duplication.of(new Duplication.Graphics() {
            @Override
            public int factory(Pointer id, PointerByReference made) {
                assertEquals(0x770aae78, id.getInt(0));
                made.setValue(factory.given());
                return 0;
            }

            @Override
            public int device(Pointer on, PointerByReference made, PointerByReference itsContext) {
                usedAdapter = on;
                made.setValue(device.given());
                itsContext.setValue(context.given());
                return 0;
            }
        }, monitor);
    }

    private void assertNothingIsKept() {
        all.forEach(each -> assertEquals(0, each.references(), () -> "the object " + all.indexOf(each)));
    }

    private static void assertRefused(String code, Executable call) {
        String told = assertThrows(ComObject.Refused.class, call).getMessage();
        assertTrue(told.endsWith("(0x" + code + ")"), told);
    }

    @Test
    void aPlaceOfTheSecondMonitorIsRead() throws ComObject.Refused {
        int[] rgb = new int[4];
        try (Duplication duplication = open(SECOND)) {
            assertTrue(duplication.read(LEFT + 1, 1, 2, 2, rgb));
        }
        assertArrayEquals(new int[] {0x000101, 0x000102, 0x000201, 0x000202}, rgb);
        assertEquals(List.of("acquire 50", "copy", "release", "map 1", "unmap"), calls);
        assertEquals(3, stagingUsage, "D3D11_USAGE_STAGING");
        assertNothingIsKept();
    }

    @Test
    void theDeviceIsThatOfTheMonitorsAdapter() throws ComObject.Refused {
        open(SECOND).close();
        assertEquals(adapter.given(), usedAdapter);
    }

    @Test
    void whereNothingWasDrawnTheLastPictureStays() throws ComObject.Refused {
        try (Duplication duplication = open(SECOND)) {
            duplication.read(LEFT, 0, 1, 1, new int[1]);
            calls.clear();
            changedAt = 0;
            assertTrue(duplication.read(LEFT, 0, 1, 1, new int[1]), "the pointer has moved");
            acquired = WAIT_TIMEOUT;
            assertTrue(duplication.read(LEFT, 0, 1, 1, new int[1]));
        }
        assertEquals(List.of("acquire 0", "release", "map 1", "unmap", "acquire 0", "map 1", "unmap"), calls);
        assertNothingIsKept();
    }

    @Test
    void withoutAPictureNothingIsRead() throws ComObject.Refused {
        acquired = WAIT_TIMEOUT;
        try (Duplication duplication = open(SECOND)) {
            assertFalse(duplication.read(LEFT, 0, 1, 1, new int[1]));
        }
        assertNothingIsKept();
    }

    @Test
    void whatIsNotOnTheMonitorIsNotRead() throws ComObject.Refused {
        try (Duplication duplication = open(SECOND)) {
            assertFalse(duplication.read(LEFT - 1, 0, 1, 1, new int[1]));
            assertFalse(duplication.read(LEFT, -1, 1, 1, new int[1]));
            assertFalse(duplication.read(LEFT + WIDTH - 1, 0, 2, 1, new int[2]));
            assertFalse(duplication.read(LEFT, HEIGHT - 1, 1, 2, new int[2]));
            assertTrue(duplication.read(LEFT, 0, WIDTH, HEIGHT, new int[WIDTH * HEIGHT]));
        }
    }

    @Test
    void whatIsLostIsToldAndGivenBack() throws ComObject.Refused {
        try (Duplication duplication = open(SECOND)) {
            acquired = ACCESS_LOST;
            assertRefused("887a0026", () -> duplication.read(LEFT, 0, 1, 1, new int[1]));
        }
        assertNothingIsKept();
    }

    @Test
    void moreColoursAndRotatedMonitorsAreRefused() throws ComObject.Refused {
        format = 10;
        try (Duplication duplication = open(SECOND)) {
            assertThrows(ComObject.Refused.class, () -> duplication.read(LEFT, 0, 1, 1, new int[1]));
        }
        assertNothingIsKept();
        rotation = 2;
        assertThrows(ComObject.Refused.class, () -> open(SECOND));
        assertNothingIsKept();
    }

    @Test
    void aMonitorThatNoAdapterHasIsRefused() {
        assertRefused("887a0002", () -> open(Pointer.createConstant(0x103)));
        assertNothingIsKept();
    }

    @Test
    void aRefusedDuplicationLeavesNothing() {
        secondByItsOtherName.method(22, (FakeComObject.Two) (self, on, made) -> NO_INTERFACE);
        assertRefused("80004002", () -> open(SECOND));
        assertNothingIsKept();
    }
}
