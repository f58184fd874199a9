/**
 * Counting map operations, so that the agent knows what its hooks cost. Woven only where the config
 * file has a budget.
 *
 * <p>Lives in the boot loader, inside map operations: no lock, no allocation, no lambda.
 */
@NullMarked
package io.badmap.budget;

import org.jspecify.annotations.NullMarked;
