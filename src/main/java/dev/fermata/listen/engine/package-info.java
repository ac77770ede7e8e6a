/** What understands speech: pocketsphinx, servers, any program. */
package dev.fermata.listen.engine;
