/**
 * Events of the flight recorder, in real JVMs: what is recorded, when, and what a misuse leaves.
 */
package io.badmap.it.events;
