/**
 * What an application may compile against: listeners, reports, the error of a meeting thread. The
 * rooms below this one are for the agent, the tools and the harness, {@code io.badmap.gomap} and
 * {@code io.badmap.collide} excepted.
 *
 * <p>Works without the agent, and is silent then. Under it these classes come from the boot loader,
 * the one copy that agent and application share. They may use {@code java.base} and nothing of the
 * agent. Thread-safe where a class does not say otherwise; a report does not change.
 */
@NullMarked
package io.badmap;

import org.jspecify.annotations.NullMarked;
