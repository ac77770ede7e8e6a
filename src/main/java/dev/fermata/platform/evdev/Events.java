package dev.fermata.platform.evdev;

/** Some events in their order, as the kernel gives and takes them. To be used again and again. Not thread-safe. */
final class Events {
    /** How many are read at once; no frame of a keyboard or mouse has nearly as many. */
    static final int READ_AT_ONCE = 64;

    private final long[] nanos;
    private final int[] types;
    private final int[] codes;
    private final int[] values;
    private int size;

    /** @param capacity how many there is room for */
    Events(int capacity) {
        nanos = new long[capacity];
        types = new int[capacity];
        codes = new int[capacity];
        values = new int[capacity];
    }

    int capacity() {
        return nanos.length;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    /** There has to be room. @param atNanos when it happened, by the machine's monotonic clock */
    void add(long atNanos, int type, int code, int value) {
        nanos[size] = atNanos;
        types[size] = type;
        codes[size] = code;
        values[size] = value;
        size++;
    }

    long nanos(int at) {
        return nanos[at];
    }

    int type(int at) {
        return types[at];
    }

    int code(int at) {
        return codes[at];
    }

    int value(int at) {
        return values[at];
    }

    boolean hasRoomFor(int more) {
        return size + more <= capacity();
    }
}
