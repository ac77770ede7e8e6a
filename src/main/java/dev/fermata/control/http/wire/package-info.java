/**
 * HTTP/1.1 on one thread with Netty, and nothing of pausing: requests are read without blocking and with
 * limits, so that a client that sends slowly, half or nonsense costs a buffer and never a thread.
 */
package dev.fermata.control.http.wire;
