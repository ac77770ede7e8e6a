/*
 * Takes the place of JNA's native library in a JVM on Linux, and has what goes to a DLL done in Wine (relay.c). It
 * is linked to JNA's own library, which does everything else: a function that is not here is looked for there.
 * Types have the sizes of Windows (long has 4 bytes, wchar_t 2), and what JNA allocates lies where Wine sees it.
 * RELAY is the command that starts the relay, WINE the program that runs it.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <jni.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "wire.h"

#define NATIVE(type, name) JNIEXPORT type JNICALL Java_com_sun_jna_Native_##name
#define AT(base, offset) ((void *) (uintptr_t) ((base) + (offset)))

extern void JNA_set_last_error(JNIEnv *env, int error);
extern JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved);

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_key_t lines;
static struct sockaddr_in relay = {.sin_family = AF_INET};
static uint64_t known[ARGS];
static uint64_t dib;

static void fail(const char *what) {
    fprintf(stderr, "shim: %s\n", what);
    _exit(70);
}

/* Nothing is given back: what a run takes is small, and of the file only what is used takes place. */
static void *take(size_t size) {
    static char *unused = ARENA;
    pthread_mutex_lock(&lock);
    char *block = unused;
    unused += (size + 31) & ~(size_t) 31;
    pthread_mutex_unlock(&lock);
    if (block + size > ARENA + ARENA_BYTES) {
        fail("the shared memory is used up");
    }
    return block;
}

/* Starts it, in Wine; it ends with this process, whose end of its input is closed then. */
static void start(void) {
    char path[] = "/tmp/fermata-arena-XXXXXX";
    int file = mkstemp(path);
    if (file < 0 || ftruncate(file, ARENA_BYTES) != 0 || mmap(ARENA, ARENA_BYTES, PROT_READ | PROT_WRITE,
            MAP_SHARED | MAP_FIXED_NOREPLACE, file, 0) != (void *) ARENA) {
        fail("no memory to share");
    }
    close(file);
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) {
        fail("no pipe");
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    char *const command[] = {getenv("WINE"), getenv("RELAY"), path, NULL};
    pid_t child;
    if (!command[0] || !command[1] || posix_spawn(&child, command[0], &actions, NULL, command, environ) != 0) {
        fail("the relay cannot be started");
    }
    close(out[1]);
    char port[16] = {0};
    if (read(out[0], port, sizeof port - 1) <= 0) {
        fail("the relay has ended");
    }
    unlink(path);
    relay.sin_port = htons(atoi(port));
    relay.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    pthread_key_create(&lines, NULL);
}

static void pass(int line, struct message *message, int out) {
    if (!transfer(line, message, out)) {
        fail("the relay has gone");
    }
}

/* This thread's connection. */
static int line(void) {
    pthread_once(&once, start);
    intptr_t mine = (intptr_t) pthread_getspecific(lines);
    if (!mine) {
        int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;
        if (connect(line, (struct sockaddr *) &relay, sizeof relay) != 0) {
            fail("the relay does not answer");
        }
        setsockopt(line, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        struct message hello = {.args = {(uint64_t) take(SCRATCH_BYTES)}};
        pass(line, &hello, 1);
        pass(line, &hello, 0);
        memcpy(known, hello.args, sizeof known);
        mine = line + 1;
        pthread_setspecific(lines, (void *) mine);
    }
    return (int) mine - 1;
}

/* Does what Wine asks for, until it answers. */
static struct message answer(JNIEnv *env, int from) {
    struct message message;
    for (;;) {
        pass(from, &message, 0);
        uint64_t *a = message.args;
        if (message.kind == REPLY) {
            return message;
        }
        if (message.kind == JNI) {
            uint64_t function = ((const uint64_t *) *env)[message.target];
            memmove(a + 1, a, sizeof message.args - sizeof *a);
            a[0] = (uint64_t) env;
            message.target = call_any(function, a);
        } else {
            message.target = call_any(message.target, a);
        }
        message.kind = REPLY;
        pass(from, &message, 1);
    }
}

/* Calls a function in Wine, on the thread there that is this one's. */
uint64_t shim_call(JNIEnv *env, uint64_t target, const uint64_t *args, uint32_t *error) {
    struct message message = {.kind = CALL, .target = target};
    memcpy(message.args, args, sizeof message.args);
    pass(line(), &message, 1);
    message = answer(env, line());
    if (error) {
        *error = message.error;
    }
    return message.target;
}

uint64_t shim_known(int which) {
    line();
    return known[which];
}

/* Calls one of the functions that are known, with a number and a text. */
uint64_t shim_ask(JNIEnv *env, int which, uint64_t first, const char *text) {
    uint64_t function = shim_known(which);
    uint64_t args[ARGS] = {first, text ? (uint64_t) strcpy(take(strlen(text) + 1), text) : 0};
    return shim_call(env, function, args, NULL);
}

static void unlinked(JNIEnv *env, const char *what) {
    (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/UnsatisfiedLinkError"), what);
}

NATIVE(void, close)(JNIEnv *env, jclass class, jlong handle) { }
NATIVE(void, free)(JNIEnv *env, jclass class, jlong at) { }
NATIVE(void, freeNativeCallback)(JNIEnv *env, jclass class, jlong made) { }

/* user32 for libuser32.so, as the JVM calls it. */
NATIVE(jlong, open)(JNIEnv *env, jclass class, jstring path, jint flags) {
    const char *chars = (*env)->GetStringUTFChars(env, path, NULL);
    char name[256];
    const char *base = strrchr(chars, '/') ? strrchr(chars, '/') + 1 : chars;
    snprintf(name, sizeof name, "%s", strncmp(base, "lib", 3) == 0 ? base + 3 : base);
    if (strstr(name, ".so")) {
        strcpy(strstr(name, ".so"), ".dll");
    }
    uint64_t module = shim_ask(env, LOAD, 0, name);
    if (!module) {
        unlinked(env, name);
    }
    (*env)->ReleaseStringUTFChars(env, path, chars);
    return (jlong) module;
}

NATIVE(jlong, findSymbol)(JNIEnv *env, jclass class, jlong handle, jstring name) {
    const char *chars = (*env)->GetStringUTFChars(env, name, NULL);
    uint64_t found = shim_ask(env, FIND, (uint64_t) handle, chars);
    if (!found) {
        unlinked(env, chars);
    } else if (strcmp(chars, "CreateDIBSection") == 0) {
        dib = found;
    }
    (*env)->ReleaseStringUTFChars(env, name, chars);
    return (jlong) found;
}

/* A picture's pixels are to lie where both see them. */
static void *place_pixels(uint64_t *a) {
    int32_t *header = (int32_t *) a[1];
    void *pixels = take((size_t) abs(header[1]) * abs(header[2]) * 4);
    a[4] = known[SECTION];
    a[5] = (uint64_t) ((char *) pixels - ARENA);
    return pixels;
}

static uint64_t invoke(JNIEnv *env, jlong target, jobjectArray args) {
    static const struct { const char *class; int bytes; } arrays[] = {{"[B", 1}, {"[C", 2}, {"[S", 2}, {"[I", 4},
        {"[J", 8}, {"[Z", 1}};
    uint64_t a[ARGS] = {0};
    jobject whole[ARGS] = {0};
    size_t bytes[ARGS];
    jclass pointer = (*env)->FindClass(env, "com/sun/jna/Pointer"), number = (*env)->FindClass(env, "java/lang/Number"),
        truth = (*env)->FindClass(env, "java/lang/Boolean");
    jfieldID peer = (*env)->GetFieldID(env, pointer, "peer", "J");
    jmethodID value = (*env)->GetMethodID(env, number, "longValue", "()J");
    int count = (*env)->GetArrayLength(env, args);
    for (int i = 0; i < count && i < ARGS; i++) {
        jobject arg = (*env)->GetObjectArrayElement(env, args, i);
        if (!arg) {
            continue;
        } else if ((*env)->IsInstanceOf(env, arg, pointer)) {
            a[i] = (uint64_t) (*env)->GetLongField(env, arg, peer);
        } else if ((*env)->IsInstanceOf(env, arg, number)) {
            a[i] = (uint64_t) (*env)->CallLongMethod(env, arg, value);
        } else if ((*env)->IsInstanceOf(env, arg, truth)) {
            a[i] = (*env)->CallBooleanMethod(env, arg, (*env)->GetMethodID(env, truth, "booleanValue", "()Z"));
        } else {
            for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++) {
                if ((*env)->IsInstanceOf(env, arg, (*env)->FindClass(env, arrays[k].class))) {
                    bytes[i] = (size_t) (*env)->GetArrayLength(env, arg) * arrays[k].bytes;
                    whole[i] = arg;
                }
            }
            if (!whole[i]) {
                fail("an argument of a kind that cannot be relayed");
            }
            void *from = (*env)->GetPrimitiveArrayCritical(env, arg, NULL);
            a[i] = (uint64_t) memcpy(take(bytes[i]), from, bytes[i]);
            (*env)->ReleasePrimitiveArrayCritical(env, arg, from, JNI_ABORT);
        }
    }
    void *pixels = (uint64_t) target == dib ? place_pixels(a) : NULL;
    uint32_t error;
    uint64_t result = shim_call(env, (uint64_t) target, a, &error);
    if (pixels) {
        *(void **) a[3] = pixels;
    }
    for (int i = 0; i < ARGS; i++) {
        if (whole[i]) {
            void *to = (*env)->GetPrimitiveArrayCritical(env, whole[i], NULL);
            memcpy(to, (void *) a[i], bytes[i]);
            (*env)->ReleasePrimitiveArrayCritical(env, whole[i], to, 0);
        }
    }
    JNA_set_last_error(env, (int) error);
    return result;
}

#define INVOKE(type, name) NATIVE(type, name)(JNIEnv *env, jclass class, jobject function, jlong target, jint flags, \
    jobjectArray args) { return (type) invoke(env, target, args); }
INVOKE(void, invokeVoid)
INVOKE(jint, invokeInt)
INVOKE(jlong, invokeLong)
INVOKE(jlong, invokePointer)

/* JNA makes a function for C of it here, and the relay one for Windows that has this one called. */
NATIVE(jlong, createNativeCallback)(JNIEnv *env, jclass class, jobject callback, jobject method, jobjectArray types,
        jclass result, jint convention, jint flags, jstring encoding) {
    jlong (*real)(JNIEnv *, jclass, jobject, jobject, jobjectArray, jclass, jint, jint, jstring)
        = dlsym(RTLD_NEXT, "Java_com_sun_jna_Native_createNativeCallback");
    uint64_t *made = (uint64_t *) real(env, class, callback, method, types, result, 0, flags, encoding);
    return made ? (jlong) memcpy(take(8), &(uint64_t) {shim_ask(env, BIND, *made, NULL)}, 8) : 0;
}

/* As COM's objects are asked for their functions, which lie in Wine's own memory. */
NATIVE(jlong, _1getPointer)(JNIEnv *env, jclass class, jlong at) {
    char *here = (char *) at;
    return here >= ARENA && here < ARENA + ARENA_BYTES ? *(jlong *) here : (jlong) shim_ask(env, PEEK, (uint64_t) at, NULL);
}

NATIVE(jlong, malloc)(JNIEnv *env, jclass class, jlong size) {
    pthread_once(&once, start);
    return (jlong) take((size_t) size);
}

NATIVE(jint, sizeof)(JNIEnv *env, jclass class, jint type) {
    jint (*real)(JNIEnv *, jclass, jint) = dlsym(RTLD_NEXT, "Java_com_sun_jna_Native_sizeof");
    return type == 1 ? 4 : type == 2 ? 2 : real(env, class, type);
}

NATIVE(void, setWideString)(JNIEnv *env, jclass class, jobject pointer, jlong base, jlong offset, jstring text) {
    jsize length = (*env)->GetStringLength(env, text);
    jchar *to = AT(base, offset);
    (*env)->GetStringRegion(env, text, 0, length, to);
    to[length] = 0;
}

NATIVE(jstring, getWideString)(JNIEnv *env, jclass class, jobject pointer, jlong base, jlong offset) {
    const jchar *from = AT(base, offset);
    jsize length = 0;
    while (from[length]) {
        length++;
    }
    return (*env)->NewString(env, from, length);
}
