/** From the hook to what the player wants: what is an echo, what is down, what was kept from the game. */
package dev.fermata.hear;
