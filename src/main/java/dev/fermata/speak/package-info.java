/** What is to be spoken, in which order, and the player and the voices that speak it. */
package dev.fermata.speak;
