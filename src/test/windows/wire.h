/*
 * What the two sides of scripts/test-windows say to each other: shim.c in the JVM, relay.c in Wine.
 * Both have the same file in memory at the same place, so what JNA allocates there needs no copying: all that is said is
 * an address and integers. Each thread of the JVM has a connection, and a thread of its own in Wine, for Windows'
 * queues of messages belong to threads. Either side may be asked while it waits for its own answer.
 */
#include <stdint.h>

#define ARENA ((char *) 0x200000000000)
#define ARENA_BYTES (256u << 20)
#define SCRATCH_BYTES 65536
#define ARGS 14

enum {
    CALL, /* to Wine: call the function at target */
    BACK, /* to the JVM: call the function at target */
    JNI, /* to the JVM: call the JNI function of that number, without its first argument */
    REPLY /* target: what was returned; error: what GetLastError says */
};

struct message {
    uint32_t kind, error;
    uint64_t target, args[ARGS];
};

/* The first message of the JVM has the address of a buffer, its answer these. */
enum { LOAD, FIND, BIND, PEEK, SECTION, ENV, VM };

typedef uint64_t (*any)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
    uint64_t, uint64_t, uint64_t, uint64_t, uint64_t);

static inline uint64_t call_any(uint64_t target, const uint64_t *a) {
    return ((any) (uintptr_t) target)(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12],
        a[13]);
}

/* Sends or receives one. Returns whether the other side is still there. */
static inline int transfer(intptr_t socket, struct message *message, int out) {
    int done = 0, some = 1;
    for (; some > 0 && done < (int) sizeof *message; done += some) {
        char *at = (char *) message + done;
        int left = (int) sizeof *message - done;
        some = out ? send(socket, at, left, 0) : recv(socket, at, left, 0);
    }
    return some > 0;
}
