/** Feeds: the programs that tell what happens in a live stream, and the connections to them. */
package dev.fermata.stream.feed;
