package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.agent.report.Dependence.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Each method of {@link Code} is read as it was compiled. */
class DependenceTest {
  private final Dependence dependence =
      new Dependence(new LoadedClassFiles(() -> new Class<?>[] {Code.class}));

  /** A map that keeps the stack of its latest lookup and of its latest put. */
  private static final class Traced extends HashMap<String, Object> {
    private static final long serialVersionUID = 1L;
    private transient StackTraceElement[] check = {};
    private transient StackTraceElement[] act = {};

    @Override
    public Object get(Object key) {
      check = asMap(new Throwable().getStackTrace());
      return super.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
      check = asMap(new Throwable().getStackTrace());
      return super.containsKey(key);
    }

    @Override
    public Object put(String key, Object value) {
      act = asMap(new Throwable().getStackTrace());
      return super.put(key, value);
    }

    private static StackTraceElement[] asMap(StackTraceElement[] stack) {
      stack[0] =
          new StackTraceElement("java.util.HashMap", stack[0].getMethodName(), "HashMap.java", 1);
      return stack;
    }
  }

  /** What is read. */
  private static final class Code {
    private Object field = "";

    void branch(Map<String, Object> map) {
      if (map.get("key") == null) {
        map.put("key", "new");
      }
    }

    void earlyReturn(Map<String, Object> map) {
      if (map.containsKey("key")) {
        return;
      }
      map.put("key", "new");
    }

    void value(Map<String, Object> map) {
      Object seen = map.get("key");
      map.put("key", seen + "x");
    }

    void choice(Map<String, Object> map) {
      Object seen = map.get("key");
      String chosen = "a";
      if (seen == null) {
        chosen = "b";
      }
      map.put("key", chosen);
    }

    void object(Map<String, Object> map) {
      List<Object> made = new ArrayList<>();
      made.add(map.get("key"));
      map.put("key", made);
    }

    void throughField(Map<String, Object> map) {
      field = map.get("key");
      map.put("key", field + "x");
    }

    void loop(Map<String, Object> map) {
      while (map.get("key") == null) {
        map.put("key", "new");
      }
    }

    void helpers(Map<String, Object> map) {
      if (isMissing(map)) {
        store(map, "new");
      }
    }

    private boolean isMissing(Map<String, Object> map) {
      return map.get("key") == null;
    }

    private void store(Map<String, Object> map, Object value) {
      map.put("key", value);
    }

    void helpersOfHelpers(Map<String, Object> map) {
      String found = isMissing(map) ? describe(map) : "nothing";
      store(map, found);
    }

    private String describe(Map<String, Object> map) {
      if (isMissing(map)) {
        return "missing";
      }
      return "there";
    }

    /** As a connector does: whether another request comes is what the one before leaves. */
    void requestsOfAConnection(Map<String, Object> map) {
      boolean open = serve(map, "read");
      while (open) {
        open = serve(map, "store");
      }
    }

    private boolean serve(Map<String, Object> map, String request) {
      answer(map, request);
      return request.equals("read");
    }

    private void answer(Map<String, Object> map, String request) {
      if (request.equals("read")) {
        field = "" + map.get("key");
      } else {
        map.put("key", request);
      }
    }

    /** The same, though what is read is handed on by one of the methods between. */
    void requestsThatAreCounted(Map<String, Object> map) {
      boolean open = count(map, "read") > 0;
      while (open) {
        open = count(map, "store") > 1;
      }
    }

    private int count(Map<String, Object> map, String request) {
      Object shown = show(map, request);
      field = shown;
      return request.equals("read") ? 1 : 0;
    }

    private Object show(Map<String, Object> map, String request) {
      return request.equals("read") ? map.get("key") : map.put("key", request);
    }

    void function(Map<String, Object> map) {
      Object seen = map.get("key");
      Runnable put = () -> map.put("key", seen + "x");
      put.run();
    }

    void caught(Map<String, Object> map) {
      Object seen;
      try {
        seen = map.get("key");
      } finally {
        field = "";
      }
      map.put("key", seen + "x");
    }

    void straight(Map<String, Object> map) {
      Object seen = map.get("key");
      map.put("key", "new");
      field = seen;
    }

    void requests(Map<String, Object> map) {
      for (String request : List.of("read", "store")) {
        if (request.equals("read")) {
          field = "" + map.get("key");
        } else {
          map.put("key", request);
        }
      }
    }

    void branchForTheLogOnly(Map<String, Object> map) {
      if (map.get("key") == null) {
        field = "log";
      }
      map.put("key", "new");
    }
  }

  private Answer of(BiConsumer<Code, Map<String, Object>> use) {
    Traced map = new Traced();
    use.accept(new Code(), map);
    return dependence.of(Arrays.asList(map.check), Arrays.asList(map.act));
  }

  @Test
  void aPutInABranchOnTheLookupIsAnAct() {
    assertThat(of(Code::branch)).isEqualTo(Answer.YES);
    assertThat(of(Code::earlyReturn)).isEqualTo(Answer.YES);
    assertThat(of(Code::loop)).isEqualTo(Answer.YES);
  }

  @Test
  void aPutOfWhatComesFromTheLookupIsAnAct() {
    assertThat(of(Code::value)).isEqualTo(Answer.YES);
    assertThat(of(Code::choice)).isEqualTo(Answer.YES);
    assertThat(of(Code::object)).isEqualTo(Answer.YES);
    assertThat(of(Code::throughField)).isEqualTo(Answer.YES);
    assertThat(of(Code::caught)).isEqualTo(Answer.YES);
  }

  @Test
  void lookupAndPutMayStandInOtherMethodsThanTheOneThatJoinsThem() {
    assertThat(of(Code::helpers)).isEqualTo(Answer.YES);
    assertThat(of(Code::helpersOfHelpers)).isEqualTo(Answer.YES);
    assertThat(of(Code::function)).isEqualTo(Answer.YES);
  }

  @Test
  void aPutThatWouldHaveBeenTheSameIsNoAct() {
    assertThat(of(Code::straight)).isEqualTo(Answer.NO);
    assertThat(of(Code::requests)).isEqualTo(Answer.NO);
    assertThat(of(Code::branchForTheLogOnly)).isEqualTo(Answer.NO);
  }

  @Test
  void whatNoMethodHandsOnIsActedOnFurtherOut() {
    assertThat(of(Code::requestsOfAConnection)).isEqualTo(Answer.NO);
    assertThat(of(Code::requestsThatAreCounted)).isEqualTo(Answer.NO);
  }

  @Test
  void nothingIsSaidOfCodeThatIsNotToBeHad() {
    Traced map = new Traced();
    new Code().branch(map);
    Dependence blind = new Dependence(name -> null);
    assertThat(blind.of(Arrays.asList(map.check), Arrays.asList(map.act)))
        .isEqualTo(Answer.UNKNOWN);
    assertThat(dependence.of(List.of(), List.of())).isEqualTo(Answer.UNKNOWN);
  }
}
