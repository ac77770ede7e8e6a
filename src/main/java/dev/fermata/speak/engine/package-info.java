/** What makes the sounds of texts: the system's voice, and programs. */
package dev.fermata.speak.engine;
