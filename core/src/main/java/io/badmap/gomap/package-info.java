/**
 * Go's classic map in Java: the project's model of a map, whose buckets, growth and flags can be
 * watched at work, and a map to use.
 *
 * <p>{@link io.badmap.gomap.GoMap} is the algorithm over the header {@code Hmap}, laid out in
 * {@code Buckets} whose tophash words {@code Tophash} reads and whose entries {@code Evacuation}
 * moves when the table grows; {@code CarefulWrite} takes the writes whose keys run code of their
 * own, {@code Steps} the iterations, {@code Cloning} the copies; {@code Keys} knows what Go calls
 * equal and hashable. {@link io.badmap.gomap.GoMapStats} and {@link
 * io.badmap.gomap.GoMapInvariants} look at the structure from outside. {@code Fatal} and {@link
 * io.badmap.gomap.GoPanic} are the two ways an operation fails, and {@code CallSite} finds who
 * called. {@code Parts} names them all.
 *
 * <p>The agent's advice binds to {@code mapassign}, {@code update}, {@code mapaccess}, {@code
 * mapdelete}, {@code clear}, {@code mapiterinit}, {@code mapiternext}, {@code fill}, {@code
 * hashGrow} and {@code growWork} by name, and to the fields {@code guard}, {@code count}, {@code
 * nil} and {@code map}.
 *
 * <p>May use the JDK's public classes and {@code io.badmap}'s reports; may not use the agent, nor
 * JDK internals, nor of the guard anything but {@code FirstUse}, which tells an agent where there
 * is one: it is an ordinary library that works in a JVM without either.
 */
package io.badmap.gomap;
