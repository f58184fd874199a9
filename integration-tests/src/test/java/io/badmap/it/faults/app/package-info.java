/**
 * Small programs for JVMs under test. Each prints the same lines with the agent and without it, and
 * knows nothing of the agent.
 */
package io.badmap.it.faults.app;
