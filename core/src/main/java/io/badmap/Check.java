package io.badmap;

import java.time.Duration;

/**
 * The lookup on which a thread acted when it no longer held.
 *
 * @param side the lookup; its thread is that of the act
 * @param seen what it told
 * @param before how long before the act it was
 * @param decides whether the code shows that the act follows from the lookup; false where it could
 *     not be read, so that this is a lead only
 */
public record Check(Side side, Seen seen, Duration before, boolean decides) {}
