/** What a player says, and what clients send of it, cut into utterances. */
package dev.fermata.listen;
