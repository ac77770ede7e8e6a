/** Profiles of other programs, made into the text of ours. Pure: bytes in, texts and remarks out. */
package dev.fermata.config.imports;
