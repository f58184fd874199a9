/**
 * Keys that collide: for tests and demonstrations of what a hash table does then.
 *
 * <p>May use {@code io.badmap.gomap}'s public API and the JDK; knows nothing of the guard.
 */
package io.badmap.collide;
