/** The page of {@code analyze}, in a real Chromium that is driven by its DevTools protocol. */
@NullMarked
package io.badmap.it.page;

import org.jspecify.annotations.NullMarked;
