package dev.fermata.platform.windows;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** An object of COM as it lies in memory: it begins with where its table of methods is. Its calls are real ones. */
final class FakeComObject {
    private static final int METHODS = 64;
    private final Memory table = new Memory((long) METHODS * Native.POINTER_SIZE);
    private final Memory object = new Memory(Native.POINTER_SIZE);
    private final List<Callback> kept = new ArrayList<>();
    private int references;

    interface Nothing extends Callback {
        int callback(Pointer self);
    }

    interface One extends Callback {
        int callback(Pointer self, Pointer one);
    }

    interface Numbered extends Callback {
        int callback(Pointer self, int number, Pointer made);
    }

    interface Two extends Callback {
        int callback(Pointer self, Pointer one, Pointer made);
    }

    interface Three extends Callback {
        int callback(Pointer self, Pointer one, Pointer two, Pointer made);
    }

    interface Waiting extends Callback {
        int callback(Pointer self, int millis, Pointer info, Pointer made);
    }

    interface Mapping extends Callback {
        int callback(Pointer self, Pointer what, int part, int how, int flags, Pointer mapped);
    }

    interface Unmapping extends Callback {
        void callback(Pointer self, Pointer what, int part);
    }

    interface Copying extends Callback {
        void callback(Pointer self, Pointer to, Pointer from);
    }

    interface Describing extends Callback {
        void callback(Pointer self, Pointer into);
    }

    FakeComObject() {
        table.clear();
        object.setPointer(0, table);
        method(2, (Nothing) self -> --references);
    }

    FakeComObject method(int number, Callback callback) {
        kept.add(callback);
        table.setPointer((long) number * Native.POINTER_SIZE, CallbackReference.getFunctionPointer(callback));
        return this;
    }

    /** Hands out a reference, where a method puts it. Returns the code of success. */
    int into(Pointer made) {
        made.setPointer(0, given());
        return 0;
    }

    Pointer given() {
        references++;
        return object;
    }

    /** How many were not given back. */
    int references() {
        return references;
    }
}
