/** What is done with a text before it is spoken, and with its sound before it is heard. */
package dev.fermata.speak.pipeline;
