/** What desktops by the rules of freedesktop.org tell over D-Bus. */
package dev.fermata.platform.freedesktop;
