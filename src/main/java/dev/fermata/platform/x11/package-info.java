/**
 * The X11 desktop, through Xlib, XTEST and XInput (JNA). Sole user of those libraries. What is stated
 * about the server's behaviour was seen on Xorg's 21.1 input code (Xephyr) and is kept true by this
 * package's desktop tests.
 */
package dev.fermata.platform.x11;
