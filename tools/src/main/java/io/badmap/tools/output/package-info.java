/** The forms in which a report is written: text, page, JSON, trace, profile, picture. */
@NullMarked
package io.badmap.tools.output;

import org.jspecify.annotations.NullMarked;
