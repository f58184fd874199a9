/**
 * A small order service to run under badmap: orders, users, SKUs and payment sessions over HTTP.
 *
 * <p>Correct by default: each map is confined, held under one lock, or a {@code ConcurrentHashMap}.
 * The classes below the HTTP layer say which lock guards them. Plain JDK only: nothing here may
 * touch badmap's own classes, so that the service is watched as any other application is.
 */
package io.badmap.demo;
