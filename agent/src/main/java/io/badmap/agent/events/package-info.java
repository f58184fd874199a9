/**
 * Events of the JDK's flight recorder, from the agent's side: what is woven and recorded, switched
 * at run time by {@link io.badmap.agent.events.Events}, the names of maps, and the files that a
 * misuse leaves behind.
 *
 * <p>Loaded when events are asked for, or with the first misuse; {@link
 * io.badmap.agent.report.MisuseEvents} is the door that the reporter knows. What touches {@code
 * jdk.jfr} stands behind a look whether this JVM has it.
 */
@NullMarked
package io.badmap.agent.events;

import org.jspecify.annotations.NullMarked;
