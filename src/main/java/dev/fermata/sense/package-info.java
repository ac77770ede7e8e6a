/** What the screen shows: from pixels to readings. */
package dev.fermata.sense;
