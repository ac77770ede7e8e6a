/**
 * The X11 desktop, through Xlib, XTEST and XInput (JNA). Sole user of those libraries. What is stated
 * about the server's behaviour is that of Xorg's 21.1 input code; this package's desktop tests see to it on Xephyr.
 */
package dev.fermata.platform.x11;
