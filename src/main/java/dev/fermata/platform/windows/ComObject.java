package dev.fermata.platform.windows;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * An object of COM: called by the number of a method in its interface, which is its place in the header's table of
 * methods ({@code IUnknown} has the first three). By Microsoft's "The Component Object Model". Used by one thread.
 */
final class ComObject implements AutoCloseable {
    // unknwn.h
    private static final int QUERY_INTERFACE = 0;
    private static final int RELEASE = 2;
    private static final int CONVENTION = Platform.isWindows() ? Function.ALT_CONVENTION : Function.C_CONVENTION;

    private Pointer object;

    /** @param object has one reference, which is given back with this */
    ComObject(Pointer object) {
        this.object = object;
    }

    /** Refused with that code, {@code HRESULT}. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String what, int code) {
            super(what + " was refused (0x" + Integer.toHexString(code) + ")");
        }
    }

    Pointer pointer() {
        return object;
    }

    /** Calls a method that answers with an {@code HRESULT}, and returns that; negative where it has failed. */
    int call(int method, Object... arguments) {
        return function(method).invokeInt(with(arguments));
    }

    /** Calls one that answers nothing. */
    void run(int method, Object... arguments) {
        function(method).invokeVoid(with(arguments));
    }

    /** Calls one whose last argument is where it puts an object, which is returned. */
    ComObject make(String what, int method, Object... arguments) throws Refused {
        PointerByReference made = new PointerByReference();
        Object[] all = new Object[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = made;
        return made(what, call(method, all), made);
    }

    /** What a call has made, if it did not fail. */
    static ComObject made(String what, int result, PointerByReference made) throws Refused {
        if (result < 0 || made.getValue() == null) {
            throw new Refused(what, result);
        }
        return new ComObject(made.getValue());
    }

    /** The same object by another of its interfaces. @param id 16 bytes, as in memory */
    ComObject as(String what, byte[] id) throws Refused {
        try (Memory memory = guid(id)) {
            return make(what, QUERY_INTERFACE, memory);
        }
    }

    static Memory guid(byte[] id) {
        Memory memory = new Memory(id.length);
        memory.write(0, id, 0, id.length);
        return memory;
    }

    private Function function(int method) {
        return Function.getFunction(object.getPointer(0).getPointer((long) method * Native.POINTER_SIZE), CONVENTION);
    }

    private Object[] with(Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = object;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }

    /** Gives the reference back, once. */
    @Override
    public void close() {
        if (object != null) {
            function(RELEASE).invokeInt(with());
            object = null;
        }
    }
}
