/**
 * What was recorded about maps and threads, event by event: plain records that gathering, the
 * decision table and the outputs share.
 */
@NullMarked
package io.badmap.tools.trace;

import org.jspecify.annotations.NullMarked;
