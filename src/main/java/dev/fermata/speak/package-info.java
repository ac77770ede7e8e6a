/** What is to be spoken, and in which order. */
package dev.fermata.speak;
