package io.badmap.it.programs;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Counts what a session has asked for. */
public final class Cart extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    String item = request.getParameter("item");
    Integer before = (Integer) session.getAttribute(item);
    session.setAttribute(item, before == null ? 1 : before + 1);
    response.setContentType("text/plain");
    response.getWriter().print(request.getHeader("X-Customer") + " " + item + " x " + before);
  }
}
