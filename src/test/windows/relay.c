/*
 * Runs in Wine and does there what a JVM on Linux asks for (shim.c): loads DLLs and calls their functions; what they call
 * back, and what JNativeHook.dll wants of JNI, is done by the JVM. Its argument is the file that both have in memory.
 * A named event, fermata-unhook, takes the low-level hooks away as Windows does with slow ones: without a word.
 */
#include <winsock2.h>
#include <windows.h>
#include <stdarg.h>
#include <stdio.h>

#include "wire.h"

#define CALLBACKS 64
#define METHODS 256

static HANDLE section;
/* Each thread's connection, and a buffer that the JVM sees. */
static __thread SOCKET mine;
static __thread char *scratch;

static void pass(struct message *message, int out) {
    if (!transfer((intptr_t) mine, message, out)) {
        closesocket(mine);
        ExitThread(0);
    }
}

/* Which key a scan code is: Windows knows when its hooks are asked, Wine 8 does not, nor has it all of them. */
static WORD virtual_key(int scan, int extended) {
    static const BYTE with_num_lock[] = {VK_NUMPAD7, VK_NUMPAD8, VK_NUMPAD9, VK_SUBTRACT, VK_NUMPAD4, VK_NUMPAD5,
        VK_NUMPAD6, VK_ADD, VK_NUMPAD1, VK_NUMPAD2, VK_NUMPAD3, VK_NUMPAD0, VK_DECIMAL};
    if (scan >= 0x64 && scan <= 0x6E) {
        return VK_F13 + scan - 0x64;
    }
    if (scan >= 0x47 && scan <= 0x53 && !extended && GetKeyState(VK_NUMLOCK) & 1) {
        return with_num_lock[scan - 0x47];
    }
    switch (scan | extended << 8) {
    case 0x037: return VK_MULTIPLY;
    case 0x076: return VK_F24;
    case 0x11D: return VK_RCONTROL;
    case 0x135: return VK_DIVIDE;
    case 0x138: return VK_RMENU;
    }
    return MapVirtualKeyW(scan | (extended ? 0xE000 : 0), MAPVK_VSC_TO_VK_EX);
}

static UINT WINAPI send_input(UINT count, INPUT *inputs, int size) {
    for (UINT i = 0; i < count; i++) {
        KEYBDINPUT *key = &inputs[i].ki;
        if (inputs[i].type == INPUT_KEYBOARD && key->dwFlags & KEYEVENTF_SCANCODE) {
            key->wVk = virtual_key(key->wScan, key->dwFlags & KEYEVENTF_EXTENDEDKEY);
        }
    }
    return SendInput(count, inputs, size);
}

/* Does what the JVM asks for, until it answers. */
static uint64_t answer(void) {
    struct message message;
    for (;;) {
        pass(&message, 0);
        if (message.kind == REPLY) {
            return message.target;
        }
        message.target = call_any(message.target, message.args);
        message.error = GetLastError();
        message.kind = REPLY;
        pass(&message, 1);
    }
}

static uint64_t ask(int kind, uint64_t target, const uint64_t *args) {
    struct message message = {.kind = kind, .target = target};
    if (!mine) {
        return 0; /* a thread that is none of the JVM's */
    }
    memcpy(message.args, args, sizeof message.args);
    pass(&message, 1);
    return answer();
}

static uint64_t bound[CALLBACKS];
static LONG bounds;

#define CALLBACK_OF(n) static uint64_t CALLBACK callback_##n(uint64_t a, uint64_t b, uint64_t c, uint64_t d, \
    uint64_t e, uint64_t f, uint64_t g, uint64_t h) { \
    uint64_t args[ARGS] = {a, b, c, d, e, f, g, h}; return ask(BACK, bound[0##n], args); }
#define EIGHT(with, row) with(row##0) with(row##1) with(row##2) with(row##3) with(row##4) with(row##5) with(row##6) \
    with(row##7)
#define ALL(with) EIGHT(with, 0) EIGHT(with, 1) EIGHT(with, 2) EIGHT(with, 3) EIGHT(with, 4) EIGHT(with, 5) \
    EIGHT(with, 6) EIGHT(with, 7)
ALL(CALLBACK_OF)
#define NAME_OF(n) callback_##n,
static uint64_t (CALLBACK *const callbacks[CALLBACKS])(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
    uint64_t, uint64_t) = {ALL(NAME_OF)};

static uint64_t bind_callback(uint64_t function) {
    LONG at = InterlockedIncrement(&bounds) - 1;
    if (at >= CALLBACKS) {
        return 0;
    }
    bound[at] = function;
    return (uint64_t) callbacks[at];
}

static struct { uint64_t id; int params; } methods[METHODS];
static int method_count;

/* The JVM sees no memory but what is shared. */
static uint64_t text(const char *from, int which) {
    return (uint64_t) strcpy(scratch + which * 4096, from);
}

static uint64_t jni(int index, uint64_t a, uint64_t b, uint64_t c) {
    uint64_t args[ARGS] = {a, b, c};
    return ask(JNI, (uint64_t) index, args);
}

#define PLAIN(index) static uint64_t jni_##index(void *of, uint64_t a, uint64_t b, uint64_t c) { \
    return jni(index, a, b, c); }
#define TEXT_1(index) static uint64_t jni_##index(void *of, const char *a) { return jni(index, text(a, 0), 0, 0); }
#define TEXT_2(index) static uint64_t jni_##index(void *of, uint64_t a, const char *b) { \
    return jni(index, a, text(b, 0), 0); }
#define TEXT_2_3(index) static uint64_t jni_##index(void *of, uint64_t a, const char *b, const char *c) { \
    uint64_t id = jni(index, a, text(b, 0), text(c, 1)); remember(id, c); return id; }
/* The one that takes an array of arguments is the second after it. */
#define VARIADIC(index) static uint64_t jni_##index(void *of, uint64_t a, uint64_t method, ...) { \
    va_list list; va_start(list, method); uint64_t array = arguments(method, list); va_end(list); \
    return jni(index + 2, a, method, array); }

static void remember(uint64_t id, const char *signature) {
    int params = 0;
    for (const char *at = signature + 1; *signature == '(' && *at != ')'; at++, params++) {
        while (*at == '[') {
            at++;
        }
        at = *at == 'L' ? strchr(at, ';') : at;
    }
    if (method_count < METHODS) {
        methods[method_count].id = id;
        methods[method_count++].params = params;
    }
}

static uint64_t arguments(uint64_t method, va_list list) {
    uint64_t *array = (uint64_t *) (scratch + 8192);
    for (int i = method_count - 1; i >= 0; i--) {
        if (methods[i].id == method) {
            for (int k = 0; k < methods[i].params; k++) {
                array[k] = va_arg(list, uint64_t);
            }
            break;
        }
    }
    return (uint64_t) array;
}

/* Numbered as in the JNI specification's table of functions. */
#define JNI_FUNCTIONS(PLAIN, TEXT_1, TEXT_2, TEXT_2_3, VARIADIC) \
    TEXT_1(6) /* FindClass */ PLAIN(13) /* Throw */ TEXT_2(14) /* ThrowNew */ TEXT_1(18) /* FatalError */ \
    PLAIN(21) /* NewGlobalRef */ PLAIN(22) /* DeleteGlobalRef */ PLAIN(23) /* DeleteLocalRef */ \
    VARIADIC(28) /* NewObject */ TEXT_2_3(33) /* GetMethodID */ VARIADIC(34) /* CallObjectMethod */ \
    VARIADIC(49) /* CallIntMethod */ VARIADIC(61) /* CallVoidMethod */ TEXT_2_3(94) /* GetFieldID */ \
    PLAIN(99) /* GetShortField */ PLAIN(110) /* SetLongField */ TEXT_2_3(113) /* GetStaticMethodID */ \
    VARIADIC(114) /* CallStaticObjectMethod */ VARIADIC(141) /* CallStaticVoidMethod */ \
    TEXT_2_3(144) /* GetStaticFieldID */ PLAIN(145) /* GetStaticObjectField */ TEXT_1(167) /* NewStringUTF */ \
    PLAIN(172) /* NewObjectArray */ PLAIN(174) /* SetObjectArrayElement */ PLAIN(217) /* MonitorEnter */ \
    PLAIN(218) /* MonitorExit */ PLAIN(228) /* ExceptionCheck */
JNI_FUNCTIONS(PLAIN, TEXT_1, TEXT_2, TEXT_2_3, VARIADIC)

static const void *functions[235], *const *env = functions;
static const void *invocations[8], *const *vm = invocations;

static void missing(void) {
    fprintf(stderr, "relay: JNativeHook.dll calls a function of JNI that is not relayed\n");
    ExitProcess(70);
}

static int get_env(void *of, const void **to, int version) {
    *to = &env;
    return mine ? 0 : -2;
}

static void fill_tables(void) {
    for (int i = 0; i < 235; i++) {
        functions[i] = invocations[i % 8] = (const void *) missing;
    }
    invocations[6] = (const void *) get_env;
#define FILL(index) functions[index] = (const void *) jni_##index;
    JNI_FUNCTIONS(FILL, FILL, FILL, FILL, FILL)
}

static HHOOK hooks[64];
static LONG hook_count;

static HHOOK WINAPI set_hook(int kind, HOOKPROC procedure, HINSTANCE module, DWORD thread) {
    HHOOK hook = SetWindowsHookExA(kind, procedure, module, thread);
    hooks[(InterlockedIncrement(&hook_count) - 1) % 64] = hook;
    return hook;
}

static DWORD WINAPI take_hooks_away(void *event) {
    while (WaitForSingleObject(event, INFINITE) == WAIT_OBJECT_0) {
        for (int i = 0; i < 64; UnhookWindowsHookEx(hooks[i++])) {
        }
    }
    return 0;
}

/* Has a DLL's calls of one function go to another. */
static void redirect(char *module, void *from, void *to) {
    IMAGE_NT_HEADERS *headers = (IMAGE_NT_HEADERS *) (module + ((IMAGE_DOS_HEADER *) module)->e_lfanew);
    IMAGE_IMPORT_DESCRIPTOR *imported = (IMAGE_IMPORT_DESCRIPTOR *) (module
        + headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT].VirtualAddress);
    for (; imported->Name; imported++) {
        for (void **at = (void **) (module + imported->FirstThunk); *at; at++) {
            DWORD before;
            if (*at == from && VirtualProtect(at, sizeof *at, PAGE_READWRITE, &before)) {
                *at = to;
            }
        }
    }
}

static uint64_t load(uint64_t unused, const char *name) {
    HMODULE module = LoadLibraryA(name);
    if (module && strstr(name, "JNativeHook")) {
        redirect((char *) module, (void *) GetProcAddress(GetModuleHandleA("user32"), "SetWindowsHookExA"),
            (void *) set_hook);
    }
    return (uint64_t) module;
}

static uint64_t find(HMODULE module, const char *name) {
    return (uint64_t) (strcmp(name, "SendInput") == 0 ? (FARPROC) send_input : GetProcAddress(module, name));
}

static uint64_t peek(const uint64_t *at) {
    return *at;
}

static DWORD WINAPI serve(void *accepted) {
    struct message message;
    int one = 1;
    mine = (SOCKET) accepted;
    setsockopt(mine, IPPROTO_TCP, TCP_NODELAY, (char *) &one, sizeof one);
    pass(&message, 0);
    scratch = (char *) message.args[0];
    uint64_t known[] = {(uint64_t) load, (uint64_t) find, (uint64_t) bind_callback, (uint64_t) peek, (uint64_t) section,
        (uint64_t) &env, (uint64_t) &vm};
    memcpy(message.args, known, sizeof known);
    pass(&message, 1);
    answer();
    return 0;
}

static DWORD WINAPI listen_to_the_jvm(void *listening) {
    SOCKET one;
    while ((one = accept((SOCKET) listening, NULL, NULL)) != INVALID_SOCKET) {
        CreateThread(NULL, 0, serve, (void *) one, 0, NULL);
    }
    return 0;
}

int main(int argc, char **argv) {
    char path[MAX_PATH], end;
    DWORD some;
    snprintf(path, sizeof path, "Z:%s", argc > 1 ? argv[1] : "");
    HANDLE file = CreateFileA(path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
        NULL, OPEN_EXISTING, 0, NULL);
    section = CreateFileMappingA(file, NULL, PAGE_READWRITE, 0, ARENA_BYTES, NULL);
    if (MapViewOfFileEx(section, FILE_MAP_ALL_ACCESS, 0, 0, ARENA_BYTES, ARENA) != ARENA) {
        fprintf(stderr, "relay: no memory to share (error %lu)\n", GetLastError());
        return 70;
    }
    fill_tables();
    CreateThread(NULL, 0, take_hooks_away, CreateEventA(NULL, FALSE, FALSE, "fermata-unhook"), 0, NULL);

    WSADATA data;
    WSAStartup(MAKEWORD(2, 2), &data);
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int size = sizeof here;
    SOCKET listening = socket(AF_INET, SOCK_STREAM, 0);
    bind(listening, (struct sockaddr *) &here, size);
    listen(listening, 16);
    getsockname(listening, (struct sockaddr *) &here, &size);
    CreateThread(NULL, 0, listen_to_the_jvm, (void *) listening, 0, NULL);
    printf("%d\n", ntohs(here.sin_port));
    fflush(stdout);
    ReadFile(GetStdHandle(STD_INPUT_HANDLE), &end, 1, &some, NULL); /* until the JVM ends */
    ExitProcess(0);
}
