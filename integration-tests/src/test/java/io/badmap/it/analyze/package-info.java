/** {@code analyze} and {@code extract} of the real jar, on recordings of real JVMs. */
package io.badmap.it.analyze;
