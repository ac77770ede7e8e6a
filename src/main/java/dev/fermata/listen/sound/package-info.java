/** Microphones, and what is heard by them. */
package dev.fermata.listen.sound;
