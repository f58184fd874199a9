/**
 * Go's classic map in Java: the project's model of a map, whose buckets, growth and flags can be
 * watched at work, and a map to use.
 *
 * <p>{@link io.badmap.gomap.GoMap} is the algorithm, laid out in {@code Buckets} whose tophash
 * words {@code Tophash} reads; {@code CarefulWrite} takes the writes whose keys run code of their
 * own, {@code Steps} the iterations, {@code Cloning} the copies; {@code Keys} knows what Go calls
 * equal and hashable. {@link io.badmap.gomap.GoMapStats} and {@link
 * io.badmap.gomap.GoMapInvariants} look at the structure from outside. {@code Fatal} and {@link
 * io.badmap.gomap.GoPanic} are the two ways an operation fails, and {@code CallSite} finds who
 * called.
 *
 * <p>The agent's advice binds to {@code mapassign}, {@code mapaccess}, {@code mapdelete}, {@code
 * mapiternext}, {@code hashGrow} and {@code growWork} by name.
 *
 * <p>May use the JDK's public classes and {@code io.badmap}'s reports; may not use the guard or the
 * agent, nor JDK internals: it is an ordinary library that works in a JVM without either.
 */
package io.badmap.gomap;
