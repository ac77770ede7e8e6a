/** From the player's keys to the keys that are sent: telling player from echo, lanes, dispatch. */
package dev.fermata.input;
