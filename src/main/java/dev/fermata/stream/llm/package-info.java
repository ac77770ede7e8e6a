/** Language models: what is asked of them, how they are reached, and what happens when one does not answer. */
package dev.fermata.stream.llm;
