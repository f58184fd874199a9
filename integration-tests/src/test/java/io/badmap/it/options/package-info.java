/** Each option, each place to set it and each output, as a user has them. */
package io.badmap.it.options;
