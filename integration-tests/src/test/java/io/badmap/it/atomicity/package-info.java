/** What {@code atomicity=on} reports, and what it must not. */
package io.badmap.it.atomicity;
