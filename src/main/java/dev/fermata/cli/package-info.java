/** Commands, their options and exit codes. */
package dev.fermata.cli;
