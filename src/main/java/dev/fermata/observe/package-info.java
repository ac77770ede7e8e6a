/** What is measured and written down. */
package dev.fermata.observe;
