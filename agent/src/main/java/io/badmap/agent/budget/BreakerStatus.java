package io.badmap.agent.budget;

/**
 * How the breaker stands.
 *
 * @param state {@code closed}, {@code open} or {@code half-open}
 * @param trips how often it has opened
 * @param intercepted conflicts that were answered
 * @param failed of these, the ones that ended with an error
 * @param passed conflicts that were let go unanswered
 */
public record BreakerStatus(String state, long trips, long intercepted, long failed, long passed) {}
