package io.badmap.demo;

/** A payment session and what was paid in it so far, in cents. */
public record Session(String token, long user, long paidCents) {
  /** This session after {@code payment}, which names the same token. */
  public Session plus(Session payment) {
    return new Session(token, user, paidCents + payment.paidCents);
  }
}
