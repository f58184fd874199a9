package io.badmap.gomap;

/**
 * The classes a map is made of, loaded together: an agent that is attached later brings a copy of
 * this package in the boot loader, which would answer for every class that is still missing here.
 */
final class Parts {
  private static final String[] NAMES = {
    "Buckets",
    "CallSite",
    "CarefulWrite",
    "CarefulWrite$Step",
    "Cloning",
    "Evacuation",
    "Fatal",
    "Fatal$1",
    "GoMap",
    "GoMapDrawing",
    "GoMapInvariants",
    "GoMapStats",
    "GoPanic",
    "HashSeed",
    "Hmap",
    "Keys",
    "Keys$1",
    "Keys$2",
    "Keys$3",
    "Keys$Kind",
    "Lookup",
    "MapViews",
    "MapViews$Cursor",
    "MapViews$Entries",
    "MapViews$EntryIterator",
    "MapViews$KeyIterator",
    "MapViews$Keys",
    "MapViews$Live",
    "MapViews$ValueIterator",
    "MapViews$Values",
    "Parts",
    "Range",
    "Seed",
    "Steps",
    "Tophash",
  };

  private Parts() {}

  static String[] names() {
    return NAMES.clone();
  }

  /** Loads them all, and initializes none. */
  static void load() {
    ClassLoader loader = Parts.class.getClassLoader();
    String prefix = Parts.class.getPackageName() + ".";
    for (String name : NAMES) {
      try {
        Class.forName(prefix + name, false, loader);
      } catch (ClassNotFoundException e) {
        // The table of a switch over an enum, which newer compilers do without.
      }
    }
  }
}
