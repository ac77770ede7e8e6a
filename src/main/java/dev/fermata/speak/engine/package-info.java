/** What makes the sounds of texts: the system's voice, programs and servers, and which is asked next. */
package dev.fermata.speak.engine;
