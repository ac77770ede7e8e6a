/** The pause-control service over HTTP, its event stream and its live page. */
package dev.fermata.control.http;
