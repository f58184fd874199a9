/**
 * Makes tests fail for the misuse of maps that happens in them.
 *
 * <p>{@link io.badmap.junit.WatchMaps} watches a class or a method; {@code -Dbadmap.watch=true}
 * watches every test of a build without a change to any of them. {@link
 * io.badmap.junit.MapScenario} makes threads meet.
 *
 * <p>{@code WatchSession}, which JUnit calls first, gets the agent into the JVM; until then no
 * class of {@code io.badmap} itself may be touched. May use the public API of JUnit 5.8 and the
 * core.
 */
@NullMarked
package io.badmap.junit;

import org.jspecify.annotations.NullMarked;
