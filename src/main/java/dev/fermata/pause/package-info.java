/** Who holds, what stands still for it, and for how long. */
package dev.fermata.pause;
