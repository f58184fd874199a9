/**
 * Tests as users write them, run by a JUnit of some version in a JVM of its own. Each class says in
 * its comment what must become of its tests.
 */
package io.badmap.it.junit.samples;
