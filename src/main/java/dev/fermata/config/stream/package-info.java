/** The schema of stream.toml; what is answered of a live stream, and by what rules, or every problem of the file. */
package dev.fermata.config.stream;
