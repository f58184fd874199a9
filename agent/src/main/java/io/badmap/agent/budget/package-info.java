/**
 * Keeping the agent's own cost and harm bounded: what it costs ({@link
 * io.badmap.agent.budget.Cost}), the steps in which it does less ({@link
 * io.badmap.agent.budget.Budget}), and the breaker that stops it from interfering ({@link
 * io.badmap.agent.budget.Breaker}). Loaded only where {@code config} is set.
 */
@NullMarked
package io.badmap.agent.budget;

import org.jspecify.annotations.NullMarked;
