/**
 * Which window has the focus in a Wayland session whose compositor tells programs of it (wlroots' protocol {@code
 * wlr-foreign-toplevel-management}): as much of Wayland's protocol as that needs, over the session's socket.
 */
package dev.fermata.platform.wayland;
