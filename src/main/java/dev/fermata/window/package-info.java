/** Rules for windows: what holds while the game does not have the keyboard, or the player writes in its chat. */
package dev.fermata.window;
