package io.badmap.agent.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Which calls are announced, and which are not. */
class CallerWeaverTest {
  private static final List<Class<?>> SORTED =
      List.of(
          SortedMap.class,
          NavigableMap.class,
          TreeMap.class,
          SortedSet.class,
          NavigableSet.class,
          TreeSet.class);

  /** These make a view or tell what is known without the tree: no operation follows. */
  private static final Set<String> NO_OPERATION =
      Set.of(
          "comparator",
          "keySet",
          "navigableKeySet",
          "descendingKeySet",
          "values",
          "entrySet",
          "subMap",
          "headMap",
          "tailMap",
          "descendingMap",
          "subSet",
          "headSet",
          "tailSet",
          "descendingSet",
          "reversed",
          "iterator",
          "descendingIterator",
          "spliterator",
          "size",
          "isEmpty");

  /** Its elements are added one by one, each in an operation of its own. */
  private static final String ADD_ALL = "addAll";

  @Test
  void aMethodOfASortedMapOrSetIsNotAnnouncedOrOneThatIsNoOperationIs() {
    for (Class<?> type : SORTED) {
      for (Method method : type.getDeclaredMethods()) {
        if (!Modifier.isPublic(method.getModifiers()) || method.isSynthetic()) continue;
        boolean expected =
            !NO_OPERATION.contains(method.getName()) && !method.getName().equals(ADD_ALL);
        assertThat(announcements(type, method.getName(), Type.getMethodDescriptor(method)))
            .as(method.toString())
            .hasSize(expected ? 1 : 0);
      }
    }
  }

  @Test
  void whatASubMapMayAnswerByItselfIsAnnouncedAsAnOperationOfTheTree() {
    String look = "(Ljava/lang/Object;)Ljava/lang/Object;";
    assertThat(announcements(NavigableMap.class, "ceilingKey", look)).containsExactly("navigating");
    assertThat(announcements(NavigableMap.class, "get", look)).containsExactly("calling");
    assertThat(announcements(NavigableSet.class, "pollFirst", "()Ljava/lang/Object;"))
        .containsExactly("navigating");
    assertThat(announcements(NavigableSet.class, "contains", "(Ljava/lang/Object;)Z"))
        .containsExactly("calling");
  }

  /** These came with JDK 21. */
  @Test
  void aSequencedMethodIsNotAnnounced() {
    for (String name : List.of("getFirst", "getLast", "removeFirst", "removeLast")) {
      for (String owner : List.of("SequencedCollection", "SequencedSet", "SortedSet", "TreeSet")) {
        assertThat(announcements("java/util/" + owner, name, "()Ljava/lang/Object;", true))
            .as(owner + '.' + name)
            .containsExactly("navigating");
      }
    }
    assertThat(announcements("java/util/List", "getFirst", "()Ljava/lang/Object;", true)).isEmpty();
    for (String name : List.of("firstEntry", "lastEntry", "pollFirstEntry", "pollLastEntry")) {
      assertThat(announcements("java/util/SequencedMap", name, "()Ljava/util/Map$Entry;", true))
          .as(name)
          .containsExactly("navigating");
    }
  }

  private static List<String> announcements(Class<?> owner, String name, String descriptor) {
    return announcements(Type.getInternalName(owner), name, descriptor, owner.isInterface());
  }

  /** The methods that a caller of that method calls before it, once it is woven. */
  private static List<String> announcements(
      String owner, String name, String descriptor, boolean isInterface) {
    byte[] woven = CallerWeaver.weave(caller(owner, name, descriptor, isInterface));
    List<String> called = new ArrayList<>();
    if (woven != null) {
      new ClassReader(woven).accept(new Calls(called), 0);
    }
    return called;
  }

  private static byte[] caller(String owner, String name, String descriptor, boolean isInterface) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Caller", null, "java/lang/Object", null);
    String own = descriptor.replace("(", "(L" + owner + ";");
    MethodVisitor code = type.visitMethod(Opcodes.ACC_STATIC, "call", own, null, null);
    code.visitCode();
    int local = 0;
    for (Type argument : Type.getArgumentTypes(own)) {
      code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
      local += argument.getSize();
    }
    int opcode = isInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    code.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
    type.visitEnd();
    return type.toByteArray();
  }

  private static final class Calls extends ClassVisitor {
    private final List<String> called;

    Calls(List<String> called) {
      super(Opcodes.ASM9);
      this.called = called;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          if (owner.equals("io/badmap/event/Callers")) {
            called.add(name);
          }
        }
      };
    }
  }
}
