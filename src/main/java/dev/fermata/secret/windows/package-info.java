/** What Windows keeps for its users. */
package dev.fermata.secret.windows;
