/**
 * What is met and what is not, way in by way in: each class with a {@code main} runs in a JVM with
 * the agent and prints a line for each case; each test starts it on every JDK and reads the lines.
 */
package io.badmap.it.detection;
