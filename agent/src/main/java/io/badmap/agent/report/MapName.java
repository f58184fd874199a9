package io.badmap.agent.report;

/**
 * The field that holds a map.
 *
 * @param text as in {@code OrderService.userCache}
 * @param isStatic whether it is a static field
 */
record MapName(String text, boolean isStatic) {}
