/** What the player sees and hears of the agent without a terminal. Nothing of it is loaded unless it is asked for. */
package dev.fermata.present;
