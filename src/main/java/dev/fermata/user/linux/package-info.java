/** What Linux's kernel tells over netlink, by way of JNA. */
package dev.fermata.user.linux;
