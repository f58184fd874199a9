package io.badmap.agent.weave;

/**
 * One row of the semantics table.
 *
 * @param className binary name of the class, as in {@code java.util.HashMap$KeySet}
 * @param method name of the method; all its overloads
 * @param meaning what it does
 * @param witness the argument, from 1, whose class decides whether the method calls code of the
 *     user; 0 when it calls some that no argument tells, -1 when it calls none
 * @param since the first feature release of Java that has it
 */
public record Row(String className, String method, Meaning meaning, int witness, int since) {}
