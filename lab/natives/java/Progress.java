/** Lines of how far it is, while it is asked for any. */
final class Progress {
  private String phase = "filling";
  private Player[] players = {};
  private boolean isOver;

  Progress(int everyMs) {
    if (everyMs <= 0) return;
    Thread thread = new Thread(() -> {
      try {
        while (true) {
          Thread.sleep(everyMs);
          tell();
        }
      } catch (InterruptedException over) {
        // Nobody waits for more.
      }
    });
    thread.setDaemon(true);
    thread.start();
  }

  synchronized void phase(String next, Player[] of) {
    phase = next;
    players = of;
    for (Player player : of) player.done = 0;
  }

  /** Nothing is said after the result. */
  synchronized void end() {
    isOver = true;
  }

  private synchronized void tell() {
    if (isOver) return;
    long operations = 0;
    for (Player player : players) operations += player.done;
    System.out.println("{\"phase\":\"" + phase + "\",\"operations\":" + operations + "}");
    System.out.flush();
  }
}
