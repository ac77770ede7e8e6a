/** Keys, actions, lanes, origins and holds: immutable data, no behaviour beyond their own names. */
package dev.fermata.model;
