/** What the viewers of a live stream do, and what is said for it. */
package dev.fermata.stream;
