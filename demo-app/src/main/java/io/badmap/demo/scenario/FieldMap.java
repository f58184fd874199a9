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
 * <p>Expect {@code concurrent map writes}, the sides any two of {@code SessionService.open}, {@code
 * SessionService.pay} and {@code SessionService.close}, no lock held; {@code concurrent map read
 * and map write} where the remove found nothing, its entry being lost already or not yet seen.
 */
public final class FieldMap implements Scenario {
  private static final int ACTIVE = 1_000;

  private final SessionService sessions = new SessionService(new HashMap<>());

  @Override
  public String name() {
    return "field-map";
  }

  @Override
  public String description() {
    return "three threads open, pay and close sessions that one service keeps in a HashMap field";
  }

  @Override
  public List<Step> workers() {
    return List.of(
        turn -> checkOut("web", turn),
        turn -> checkOut("phone", turn),
        turn -> checkOut("till", turn));
  }

  private void checkOut(String channel, long turn) {
    String token = channel + "-" + turn;
    sessions.open(token, turn);
    sessions.pay(token, 100);
    if (turn >= ACTIVE) {
      sessions.close(channel + "-" + (turn - ACTIVE));
    }
  }
}
