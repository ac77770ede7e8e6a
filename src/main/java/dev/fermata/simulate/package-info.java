/** The whole core on virtual time, driven by a script. */
package dev.fermata.simulate;
