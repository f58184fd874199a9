package io.badmap.it.programs;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;

/**
 * Groovy's compiler and its dynamic calls, a shell for each thread and one registry of classes for
 * all.
 */
public final class GroovyProgram {
  private static final int SCRIPTS = 15;

  private static final String SCRIPT =
      """
      class Line%1$d { String sku; int price
        int total(int n) { price * n } }
      def lines = (1..40).collect { new Line%1$d(sku: "sku-$it", price: it * factor) }
      def bySku = lines.groupBy { it.sku[-1] }.sort()
      def totals = bySku.collectEntries { k, v -> [k, v.sum { it.total(2) }] }
      "${totals} ${lines.first().sku.toUpperCase()} ${lines*.price.max()}".toString()
      """;

  private GroovyProgram() {}

  /** Compiles and runs scripts. */
  public static void main(String[] args) throws Exception {
    Crew.run(GroovyProgram::evaluate);
  }

  private static String evaluate(int member) {
    StringBuilder results = new StringBuilder();
    for (int i = 0; i < SCRIPTS; i++) {
      Binding binding = new Binding();
      binding.setVariable("factor", member + i);
      GroovyShell shell = new GroovyShell(binding);
      results.append(shell.evaluate(String.format(SCRIPT, member * SCRIPTS + i))).append('\n');
    }
    return results.toString();
  }
}
