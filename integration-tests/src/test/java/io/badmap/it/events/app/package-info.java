/** Programs whose maps are recorded. */
package io.badmap.it.events.app;
