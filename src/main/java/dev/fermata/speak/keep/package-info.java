/** Sounds that were made are kept in files, so that what is said again is not made again. */
package dev.fermata.speak.keep;
