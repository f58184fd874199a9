package io.badmap.demo.scenario;

import io.badmap.demo.SessionService;
import java.util.HashMap;
import java.util.List;

/**
 * A field of a shared object is shared.
 *
 * <p>The lesson: a service is one object for all request threads, so each of its fields is, too. No
 * thread is started anywhere near the map, and nothing at its declaration looks wrong.
 *
 * <p>The mistake: {@link SessionService} keeps the active payment sessions in a plain HashMap;
 * requests open, pay and close sessions at the same time.
 *
 * <p>The fix: give it a {@code ConcurrentHashMap}, as the server does. A lock around each call
 * would do as well; merge must stay one call.
 *
 * <pre>
 * java -javaagent:agent/target/badmap.jar -jar demo-app/target/badmap-demo-app.jar field-map
 * </pre>
 *
 * <p>Expect {@code concurrent map writes}, the sides two of {@code SessionService.open}, {@code
 * SessionService.pay} and {@code SessionService.close}, no lock held.
 */
public final class FieldMap implements Scenario {
  private static final int TOKENS = 5_000;

  private final SessionService sessions = new SessionService(new HashMap<>());

  @Override
  public String name() {
    return "field-map";
  }

  @Override
  public String description() {
    return "three threads open, pay and close sessions kept in a HashMap field of one service";
  }

  @Override
  public List<Step> workers() {
    return List.of(this::open, this::pay, this::close);
  }

  private void open(long turn) {
    sessions.open(token(turn), turn);
  }

  private void pay(long turn) {
    sessions.pay(token(turn), 100);
  }

  private void close(long turn) {
    sessions.close(token(turn));
  }

  private static String token(long turn) {
    return "s-" + turn % TOKENS;
  }
}
