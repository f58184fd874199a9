/**
 * Requests of the canary: which rules count in them ({@link io.badmap.agent.canary.RuleSet}), what
 * they decide ({@link io.badmap.agent.canary.Rulings}), and the weaving that lets a scope follow a
 * request. {@link io.badmap.agent.canary.Production} holds it together with the file, the budget
 * and the breaker; loaded only where {@code config} is set.
 */
@NullMarked
package io.badmap.agent.canary;

import org.jspecify.annotations.NullMarked;
