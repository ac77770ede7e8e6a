/** Asking other servers, within bounds. */
package dev.fermata.net;
