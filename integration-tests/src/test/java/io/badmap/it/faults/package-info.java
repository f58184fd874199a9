/**
 * Faults of input, of the environment and of the application: in each of them a program behaves
 * under the agent as it does without it. The programs are in {@code app}.
 */
package io.badmap.it.faults;
