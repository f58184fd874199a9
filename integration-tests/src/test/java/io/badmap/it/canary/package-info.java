/** Requests of the canary, through real servers, and the file that says what holds in them. */
package io.badmap.it.canary;
