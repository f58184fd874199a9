/**
 * The protocol around one map operation: what runs inside somebody else's {@code HashMap.put}.
 *
 * <p>Lives in the boot loader. May use {@code java.lang}, {@code java.lang.invoke.VarHandle}'s
 * fences and {@code jdk.internal.misc.Unsafe}; may not use lambdas, string concatenation by
 * invokedynamic, collections, locks on the quiet path, or anything that calls the code of a map,
 * key or value.
 */
package io.badmap.guard;
