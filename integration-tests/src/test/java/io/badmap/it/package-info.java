/**
 * What every test here needs: the JDKs of this machine and artifacts of Maven Central. Tests of
 * this module start JVMs of their own and never load classes of the agent.
 */
package io.badmap.it;
