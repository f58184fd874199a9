package io.badmap.bench;

/** Says in its message what is wrong with the command line. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
