/** The schema of voices.toml; what voices there are, or every problem of the file. */
package dev.fermata.config.voices;
