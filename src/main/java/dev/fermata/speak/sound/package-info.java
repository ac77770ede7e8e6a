/** Sounds, and the player that makes them heard on a device. */
package dev.fermata.speak.sound;
