/**
 * JNativeHook: hears keys and buttons on every platform, consumes them where that is possible, and
 * injects where no native way is at hand. Sole user of that library.
 */
package dev.fermata.platform.jnativehook;
