/*
 * Takes the place of JNativeHook's native library in a JVM on Linux: has the real JNativeHook.dll (JNATIVEHOOK, as Wine
 * calls the file) do it in Wine, see shim.c. Of its functions only those that Fermata uses.
 */
#include <jni.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "wire.h"

extern uint64_t shim_call(JNIEnv *env, uint64_t target, const uint64_t *args, uint32_t *error);
extern uint64_t shim_known(int which);
extern uint64_t shim_ask(JNIEnv *env, int which, uint64_t first, const char *text);

static uint64_t dll;

static uint64_t call(JNIEnv *env, const char *name, uint64_t first, void *second, void *third) {
    uint64_t args[ARGS] = {first, (uint64_t) second, (uint64_t) third};
    return shim_call(env, shim_ask(env, FIND, dll, name), args, NULL);
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
    JNIEnv *env;
    (*vm)->GetEnv(vm, (void **) &env, JNI_VERSION_1_6);
    dll = shim_ask(env, LOAD, 0, getenv("JNATIVEHOOK"));
    return !dll ? JNI_ERR : (jint) call(env, "JNI_OnLoad", shim_known(VM), NULL, NULL);
}

#define RELAYED(type, name) JNIEXPORT type JNICALL Java_com_github_kwhat_jnativehook_GlobalScreen_##name( \
    JNIEnv *env, jobject self, jobject argument) { \
    return (type) call(env, "Java_com_github_kwhat_jnativehook_GlobalScreen_" #name, shim_known(ENV), self, argument); }

RELAYED(void, 00024NativeHookThread_enable)
RELAYED(void, 00024NativeHookThread_disable)
RELAYED(jobject, getAutoRepeatRate)
RELAYED(jobject, getAutoRepeatDelay)
RELAYED(jobject, getPointerAccelerationMultiplier)
RELAYED(jobject, getPointerAccelerationThreshold)
RELAYED(jobject, getPointerSensitivity)
RELAYED(jobject, getMultiClickIterval)
