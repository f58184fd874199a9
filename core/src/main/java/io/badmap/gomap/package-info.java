/** Go's classic map in Java. */
package io.badmap.gomap;
