package io.badmap.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Users by id. Not thread-safe: whoever shares it holds one lock around each call. */
public final class UserCache {
  private final Map<Long, User> users = new HashMap<>();

  /** Puts a user that was read from the store. */
  public void put(User user) {
    users.put(user.id(), user);
  }

  /** Gives a user a new name, known to the cache or not. */
  public void rename(long id, String name) {
    User renamed = new User(id, name);
    users.put(id, renamed);
  }

  /** The cached user. */
  public Optional<User> find(long id) {
    User user = users.get(id);
    return Optional.ofNullable(user);
  }

  /** Drops a user, so that the next load reads the store. */
  public void evict(long id) {
    users.remove(id);
  }

  /** Drops all users. */
  public void clear() {
    users.clear();
  }
}
