/**
 * Linux without X11: hears keyboards and mice by the kernel's event devices (evdev), and keeps from the game what is
 * managed by taking them for itself and giving the rest to one virtual device (uinput), which also sends what the
 * agent plays. {@link dev.fermata.platform.evdev.Relay} and what it uses are passive and know nothing of the
 * kernel; {@code Evdev}, {@code Uinput} and {@code InputFolder} are its calls, and {@code EvdevHook} is the one thread.
 */
package dev.fermata.platform.evdev;
