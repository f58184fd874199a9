/**
 * What runs inside the methods of {@code ConcurrentHashMap}, {@code ConcurrentSkipListMap} and
 * {@code Collections.synchronizedMap} where {@code atomicity=on} was asked for: sees that a thread
 * acted on what it had looked up, and that somebody else had changed it meanwhile.
 *
 * <p>Lives in the boot loader; neither loaded nor called without that option. May use {@code
 * java.lang} with its {@code StackWalker}, {@code WeakReference} and {@code
 * jdk.internal.misc.Unsafe}; may not use lambdas, maps, locks, or anything that calls the code of a
 * map, key or value. Everything in memory is of fixed size, and let go of within seconds.
 */
package io.badmap.atomicity;
