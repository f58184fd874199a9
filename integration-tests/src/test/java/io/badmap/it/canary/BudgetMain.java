package io.badmap.it.canary;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs into conflicts until none is met any more, then asks for no limit and for conflicts again.
 */
final class BudgetMain {
  /**
   * About a second: none is met either while classes are woven anew, and of all others a tenth is
   * still looked at on the way.
   */
  static final int MISSED_IN_A_ROW = 1_000;

  static final int MET_IN_A_ROW = 100;

  private BudgetMain() {}

  public static void main(String[] args) throws Exception {
    System.out.println(Race.run());
    await("went on", MISSED_IN_A_ROW);
    System.out.println("nothing is met");
    Files.writeString(Path.of(args[0]), "budget: {cpu: 100%, memory: 1GB}\n");
    await("thrown", MET_IN_A_ROW);
    System.out.println("all is met");
    System.exit(0);
  }

  static void await(String wanted, int times) {
    for (int row = 0; row < times; ) {
      row = Race.run().equals(wanted) ? row + 1 : 0;
    }
  }
}
