/** Tests of another kind than JUnit's, compiled where they are run. */
package io.badmap.it.testng;
