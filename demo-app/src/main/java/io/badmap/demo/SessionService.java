package io.badmap.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Active payment sessions. As thread-safe as the map it is given. */
public final class SessionService {
  private final Map<String, Session> activeSessions;

  /** A service that keeps its sessions in {@code activeSessions}, which nobody else changes. */
  public SessionService(Map<String, Session> activeSessions) {
    this.activeSessions = activeSessions;
  }

  /** Opens a session, in place of an older one with the same token. */
  public Session open(String token, long user) {
    Session session = new Session(token, user, 0);
    activeSessions.put(token, session);
    return session;
  }

  /** Adds a payment to a session; a payment with an unknown token opens a guest's (user 0). */
  public Session pay(String token, long cents) {
    Session payment = new Session(token, 0, cents);
    return activeSessions.merge(token, payment, Session::plus);
  }

  /** Ends a session and tells what was paid in it. */
  public Optional<Session> close(String token) {
    Session closed = activeSessions.remove(token);
    return Optional.ofNullable(closed);
  }

  /** The session with this token, if it is active. */
  public Optional<Session> find(String token) {
    Session session = activeSessions.get(token);
    return Optional.ofNullable(session);
  }

  /** A copy of the active sessions. */
  public List<Session> list() {
    return List.copyOf(activeSessions.values());
  }
}
