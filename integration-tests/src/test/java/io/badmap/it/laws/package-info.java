/**
 * The laws of badmap, each as a test: silence where nothing is wrong, nothing left in a map at
 * rest, nothing paid on the quiet path, reporting on the agent's own thread, and a closed world.
 */
package io.badmap.it.laws;
