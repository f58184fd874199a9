/**
 * Events of the JDK's flight recorder: what each operation of a recorded map was, when a map was
 * made and grew, and what was misused.
 *
 * <p>Lives in the boot loader and is loaded only where the JVM has {@code jdk.jfr} and events are
 * asked for; no other package of core mentions it. {@link io.badmap.event.Operations} and {@link
 * io.badmap.event.GoMapOperations} are what the agent weaves into the maps for as long as
 * operations are recorded. They run inside the guarded window of somebody's map operation: they
 * throw nothing, call no code of a map, a key or a value, and an operation that the recording
 * itself needs is not recorded. {@link io.badmap.event.RecordedMaps} gives maps their ids, {@link
 * io.badmap.event.Sites} knows the lines that call them.
 */
package io.badmap.event;
