/** Cuts what somebody says or plays into segments, and takes the program's own playback for no pause. */
package dev.fermata.segment;
