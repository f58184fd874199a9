/**
 * The numbers of the agent, for Prometheus and for OpenTelemetry collectors. Nothing of this loads
 * unless {@code metrics} or {@code otlp} is set, or somebody asks over JMX. Hand-written since it
 * is one list of families and two ways to spell it: a library would be three jars inside the
 * agent's. Tests have the output read by promtool, by a Prometheus server and by OpenTelemetry's
 * own classes.
 */
@NullMarked
package io.badmap.agent.metrics;

import org.jspecify.annotations.NullMarked;
