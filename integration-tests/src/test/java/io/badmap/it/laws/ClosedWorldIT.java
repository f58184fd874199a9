package io.badmap.it.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.detection.SemanticsTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Nothing of a JDK gets at the word, or changes a map, past what is rewritten and hooked. */
class ClosedWorldIT {
  private static final List<String> ROOTS = SemanticsTable.roots();
  private static final Set<String> CHANGING =
      Set.of(
          "putVal",
          "removeNode",
          "addEntry",
          "addEntryToEmptyMap",
          "rehash",
          "deleteEntry",
          "removeMapping",
          "transfer",
          "closeDeletion");

  /** Run inside hooked methods only. */
  private static final Set<String> INNER =
      Set.of(
          "java.util.HashMap.putHashMapEntries",
          "java.util.LinkedHashMap.afterNodeInsertion",
          "java.util.Hashtable.addEntry",
          "java.util.TreeMap.remapValue",
          "java.util.TreeMap.mergeValue",
          "java.util.IdentityHashMap.removeMapping");

  private static final Set<String> CHANGING_LISTS =
      Set.of(
          "fastRemove",
          "shiftTailOverGap",
          "batchRemove",
          "replaceAllRange",
          "sortRange",
          "linkFirst",
          "linkLast",
          "linkBefore",
          "unlink",
          "unlinkFirst",
          "unlinkLast",
          "delete",
          "bulkRemove",
          "bulkRemoveModified",
          "grow",
          "removeAt",
          "removeEq",
          "siftUp",
          "siftDown");

  /** Run inside hooked methods only, or before anybody else knows the queue. */
  private static final Set<String> INNER_OF_LISTS =
      Set.of(
          "java.util.ArrayList.grow",
          "java.util.ArrayList.batchRemove",
          "java.util.ArrayList$SubList.batchRemove",
          "java.util.ArrayDeque.bulkRemove",
          "java.util.PriorityQueue.bulkRemove",
          "java.util.PriorityQueue.removeAt",
          "java.util.PriorityQueue.removeEq",
          "java.util.PriorityQueue.heapify",
          // Fills a list that nobody knows yet.
          "java.util.LinkedList.readObject");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nobodyButTheRewrittenClassesReadsOrWritesTheWord(Jdk jdk) throws IOException {
    Set<String> touching = new TreeSet<>();
    scan(
        jdk,
        "",
        (user, owner, name) -> {
          String word = owner.equals("java/util/EnumMap") ? "size" : "modCount";
          add(touching, user.className(), owner, name, word);
        });
    assertThat(SemanticsTable.rewritten()).containsAll(touching);
    assertThat(touching).hasSizeGreaterThanOrEqualTo(39);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nobodyButHookedMethodsChangesAMap(Jdk jdk) throws IOException {
    Set<String> changing = new TreeSet<>();
    scan(
        jdk,
        "",
        (user, owner, name) -> {
          if (ROOTS.contains(owner) && CHANGING.contains(name)) {
            changing.add(user.className() + "." + user.method());
          }
        });
    changing.removeAll(INNER);
    assertThat(SemanticsTable.hooked(jdk.version().feature())).containsAll(changing);
    assertThat(changing).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aSizeThatMayBearATagIsReadOrWrittenByWhoIsNotRewritten(Jdk jdk) throws IOException {
    Map<String, String> words = SemanticsTable.listWords();
    Set<String> touching = new TreeSet<>();
    scanFields(
        jdk,
        "",
        (user, owner, name) -> {
          if (name.equals(words.get(owner))) {
            touching.add(user.className());
          }
        });
    // A subclass names the field by its own class.
    scanFields(
        jdk,
        "java/util",
        (user, owner, name) -> {
          if (words.containsKey(outer(owner)) && words.get(outer(owner)).equals(name)) {
            assertThat(SemanticsTable.rewrittenLists()).contains(user.className());
          }
        });
    assertThat(SemanticsTable.rewrittenLists()).containsAll(touching);
    assertThat(touching).hasSizeGreaterThanOrEqualTo(12);
  }

  private static String outer(String name) {
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aListOrQueueIsChangedByAMethodThatIsNotHooked(Jdk jdk) throws IOException {
    Set<String> roots = SemanticsTable.listWords().keySet();
    Set<String> hooked = new TreeSet<>();
    for (SemanticsTable.Entry entry : SemanticsTable.listEntries()) {
      if (!entry.meaning().equals("DELEGATES") && !entry.meaning().equals("UNWATCHED")) {
        hooked.add(entry.className() + "." + entry.method());
      }
    }
    Set<String> changing = new TreeSet<>();
    scan(
        jdk,
        "",
        (user, owner, name) -> {
          if (roots.contains(owner) && CHANGING_LISTS.contains(name)) {
            changing.add(user.className() + "." + user.method());
          }
        });
    changing.removeAll(INNER_OF_LISTS);
    assertThat(hooked).containsAll(changing);
    assertThat(changing).hasSizeGreaterThan(25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void noPublicMethodIsMissingInTheTable(Jdk jdk) throws IOException {
    Set<String> known =
        Stream.concat(SemanticsTable.entries().stream(), SemanticsTable.listEntries().stream())
            .map(entry -> entry.className() + "." + entry.method())
            .collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>();
    for (ClassReader image : ImageClasses.of(jdk, "java/util")) {
      if (!isCovered(image.getClassName())) {
        continue;
      }
      image.accept(
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
              String method = image.getClassName().replace('/', '.') + "." + name;
              boolean isPublic = (access & Opcodes.ACC_PUBLIC) != 0;
              if (isPublic && !name.startsWith("<") && !known.contains(method)) {
                missing.add(method);
              }
              return null;
            }
          },
          ClassReader.SKIP_CODE);
    }
    assertThat(missing).isEmpty();
  }

  /** Its mappings lie in a ConcurrentHashMap: no word of the table that it is changes. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aPropertiesInheritsAWatchedMethodOfHashtable(Jdk jdk) throws IOException {
    Set<String> own = new TreeSet<>();
    Set<String> called = new TreeSet<>();
    for (ClassReader image : ImageClasses.of(jdk, "java/util")) {
      if (!image.getClassName().matches("java/util/Properties(\\$\\w+)?")) {
        continue;
      }
      image.accept(
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
              own.add(name);
              return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                    int opcode, String owner, String name, String type, boolean isInterface) {
                  if (owner.startsWith("java/util/Hashtable")) {
                    called.add(name);
                  }
                }
              };
            }
          },
          ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
    Set<String> watched =
        SemanticsTable.entries().stream()
            .filter(entry -> entry.className().equals("java.util.Hashtable"))
            .filter(entry -> !entry.meaning().equals("UNWATCHED"))
            .map(SemanticsTable.Entry::method)
            .collect(Collectors.toSet());
    assertThat(own).containsAll(watched).contains("keys", "elements", "entrySet", "values");
    // propertyNames collects the names in a Hashtable that nobody else knows.
    assertThat(called).isSubsetOf("<init>", "keys");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theWovenClassesPassTheVerifierOfTheJvm(Jdk jdk) {
    JvmRun run =
        Jvm.guarded(jdk, "summary=true")
            .with("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal")
            .with("--add-opens=java.base/java.util=ALL-UNNAMED")
            .run(SequencesMain.class);
    assertThat(run.exitCode()).as(run::told).isZero();
    assertThat(run.stderr()).as(run::told).contains("classes").contains(" 0 met");
  }

  private static boolean isCovered(String name) {
    return Set.of(
            "HashMap",
            "LinkedHashMap",
            "HashSet",
            "LinkedHashSet",
            "TreeMap",
            "TreeSet",
            "WeakHashMap",
            "IdentityHashMap",
            "EnumMap",
            "Hashtable",
            "ArrayList",
            "LinkedList",
            "ArrayDeque",
            "PriorityQueue")
        .contains(name.replaceFirst("^java/util/", "").replaceFirst("\\$.*", ""));
  }

  private static void add(
      Set<String> users, String user, String owner, String name, String wanted) {
    if (ROOTS.contains(owner) && name.equals(wanted)) {
      users.add(user);
    }
  }

  /** A method of the JDK. */
  private record User(String className, String method) {}

  /** Told of each use of a field or a method. */
  private interface Use {
    void by(User user, String owner, String name);
  }

  private static void scan(Jdk jdk, String folder, Use use) throws IOException {
    scan(jdk, folder, use, use);
  }

  private static void scanFields(Jdk jdk, String folder, Use use) throws IOException {
    scan(jdk, folder, use, (user, owner, name) -> {});
  }

  private static void scan(Jdk jdk, String folder, Use field, Use method) throws IOException {
    for (ClassReader image : ImageClasses.of(jdk, folder)) {
      String className = image.getClassName().replace('/', '.');
      image.accept(
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String caller, String descriptor, String signature, String[] thrown) {
              User user = new User(className, caller);
              return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitFieldInsn(int opcode, String owner, String name, String type) {
                  field.by(user, owner, name);
                }

                @Override
                public void visitMethodInsn(
                    int opcode, String owner, String name, String type, boolean isInterface) {
                  method.by(user, owner, name);
                }
              };
            }
          },
          ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
  }
}
