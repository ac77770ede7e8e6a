/** What happened, kept in a file of the user's own: written in batches, bounded, and read by whoever asks. */
package dev.fermata.stream.history;
