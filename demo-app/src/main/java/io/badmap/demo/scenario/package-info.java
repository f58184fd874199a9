/**
 * Scenarios that each plant one real mistake in the order service. Each is a lesson: its comment
 * says what goes wrong, how to mend it and how to run it. They use the service's own classes and
 * nothing of badmap; without the agent the mistakes stay in, and the maps may get damaged.
 */
package io.badmap.demo.scenario;
