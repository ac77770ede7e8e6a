/** A private nested X11 desktop with a player at its keyboard, for the demo command and the tests. */
package dev.fermata.platform.virtual;
