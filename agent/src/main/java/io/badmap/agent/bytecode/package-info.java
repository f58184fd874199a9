/**
 * A small editor of class files: a class as a list of methods, a method as a list of instructions.
 *
 * <p>The names are those of ASM's tree API, of which this is the part that weaving needs. It exists
 * for the start of the JVM: methods that are not changed are never decoded and are copied byte by
 * byte, so that a class costs a tenth of what it costs through ASM, whose own loading costs as much
 * again. Formats are those of chapter 4 of the Java Virtual Machine Specification.
 *
 * <p>May use the JDK only; knows nothing of maps.
 */
package io.badmap.agent.bytecode;
