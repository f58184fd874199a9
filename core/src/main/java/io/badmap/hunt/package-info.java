/**
 * Active search for misuses: near misses are learned, and an operation at a candidate site is held
 * inside its guarded window for a moment, so that its partner runs into it and the guard reports it
 * as it reports any other.
 *
 * <p>After TSVD (Li, Lu, Musuvathi, Nath, Padhye: Efficient Scalable Thread-Safety-Violation
 * Detection, SOSP 2019): near misses, one pair at a time, delays, inferred order, decay. What
 * differs: an operation is held inside the map and not before it, a near miss is one of
 * milliseconds, and delays are as long as the near miss suggests.
 *
 * <p>Lives in the boot loader and is called from inside map operations, so the rules of {@link
 * io.badmap.guard} hold: no lambda, no invokedynamic, no collection; on the path of an operation
 * that is no candidate no allocation, no lock and no code of the user.
 */
package io.badmap.hunt;
