/** From what is to be played to the keys that are sent: lanes, gaps and delays, the gate, what is down. */
package dev.fermata.play;
