/**
 * What an analysis found, as plain records: the JSON report is exactly these, and every other
 * output is made from them. Times are nanoseconds since {@link io.badmap.tools.model.Span#start},
 * unless a name says otherwise; -1 is a time or number that is not known.
 */
@NullMarked
package io.badmap.tools.model;

import org.jspecify.annotations.NullMarked;
