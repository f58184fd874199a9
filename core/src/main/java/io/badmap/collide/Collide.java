package io.badmap.collide;

import java.io.PrintStream;
import java.util.List;

/** The collision kit from the command line. */
public final class Collide {
  private static final String USAGE =
      """
      usage: collide strings N HASHCODE            N strings of one String.hashCode
             collide bucket N HASH0 B BUCKET       N ints of one GoMap bucket of 2^B
             collide tophash N HASH0 TOPHASH       N ints of one GoMap tophash
             collide treeify                       ints that make and undo a HashMap tree
      numbers may be written 0x...""";

  private Collide() {}

  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /** Runs a command; the exit code is 0, or 64 for a command that is not understood. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      keys(args).forEach(out::println);
      return 0;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      err.println(e.getMessage());
      err.println(USAGE);
      return 64;
    }
  }

  private static List<?> keys(String[] args) {
    String command = args.length == 0 ? "" : args[0];
    switch (command) {
      case "strings" -> {
        return EqualHashStrings.of(number(args, 1), number(args, 2));
      }
      case "bucket" -> {
        GoMapCollisions collisions = new GoMapCollisions(number(args, 2));
        return collisions.inBucket(number(args, 1), number(args, 3), number(args, 4));
      }
      case "tophash" -> {
        return new GoMapCollisions(number(args, 2)).withTophash(number(args, 1), number(args, 3));
      }
      case "treeify" -> {
        Treeifying keys = Treeifying.keys();
        return List.of(
            "together " + keys.together(),
            "filler " + keys.filler(),
            "doubling " + keys.doubling());
      }
      default -> throw new IllegalArgumentException("no command " + command);
    }
  }

  private static int number(String[] args, int i) {
    if (i >= args.length) throw new IllegalArgumentException(args[0] + " needs more numbers");
    return (int) (long) Long.decode(args[i]);
  }
}
