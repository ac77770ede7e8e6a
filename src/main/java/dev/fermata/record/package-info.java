/** Records what the player does with keys and mouse into takes. */
package dev.fermata.record;
