/** The scenarios of the demo application under the agent: what is caught, and how well. */
package io.badmap.it.scenarios;
