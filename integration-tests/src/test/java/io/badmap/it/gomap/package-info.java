/** GoMap with the agent: both sides named, Byte Buddy loaded for it alone. */
package io.badmap.it.gomap;
