/** The agent's states and the commands that change them. */
package dev.fermata.control;
