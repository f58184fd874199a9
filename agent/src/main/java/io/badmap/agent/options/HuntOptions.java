package io.badmap.agent.options;

import org.jspecify.annotations.Nullable;

/**
 * Whether and how operations are held so that they meet. Immutable.
 *
 * @param on whether they are
 * @param seed of every decision; {@code null} for one that is drawn
 * @param delayMillis the longest delay, and how near a near miss must be
 * @param budgetPercent the share of the run that may be spent in delays
 * @param locks a thread that holds more is not delayed
 * @param plan the name of the file that keeps what was learned; {@code null} for none
 */
public record HuntOptions(
    boolean on,
    @Nullable Long seed,
    int delayMillis,
    int budgetPercent,
    int locks,
    @Nullable String plan) {}
