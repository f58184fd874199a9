package io.badmap.it.canary;

import io.badmap.it.Dripping;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks for a hook whose answer never ends, and then for a change without one. */
final class DripMain {
  private static final int IN_A_ROW = 100;

  private DripMain() {}

  public static void main(String[] args) throws Exception {
    Dripping server = new Dripping();
    BudgetMain.await("thrown", IN_A_ROW);
    String hook = server.address() + "/drip";
    Path file = Path.of(args[0]);
    Files.writeString(file, "action: log\nobservability: {validation_hook: '" + hook + "'}\n");
    BudgetMain.await("went on", IN_A_ROW);
    BudgetMain.await("thrown", IN_A_ROW);
    System.out.println("taken back");
    Files.writeString(file, "action: log\n");
    BudgetMain.await("went on", IN_A_ROW);
    System.out.println("followed");
    System.exit(0);
  }
}
