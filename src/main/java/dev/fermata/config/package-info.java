/**
 * From text to typed values: one schema language for profiles, settings, JSON files and the bodies of requests, and
 * what is said where a text does not keep to it. Sole user of the TOML library.
 */
package dev.fermata.config;
