package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The floor of everything that looks at a screen: a program that sleeps, has the X server put one rectangle into
 * shared memory, and does nothing with it. As a process of its own.
 */
public final class BareLooks {
    private BareLooks() {
    }

    /** Prints {@code ready}. @param arguments how often a second, then x, y, width and height on the whole screen */
    public static void main(String[] arguments) {
        int[] numbers = new int[arguments.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(arguments[i]);
        }
        X11Connection connection = X11Connection.open(null);
        long root = connection.root().longValue();
        Memory attributes = new Memory(ScreenCalls.ATTRIBUTES_BYTES);
        ScreenCalls.XGetWindowAttributes(Pointer.nativeValue(connection.display().getPointer()), root, attributes);
        X11Pictures pictures = new X11Pictures(connection, root, attributes);
        long period = TimeUnit.SECONDS.toNanos(1) / numbers[0];
        System.out.println("ready");
        for (long next = System.nanoTime(); pictures.take(numbers[1], numbers[2], numbers[3], numbers[4]);) {
            next += period;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }
}
