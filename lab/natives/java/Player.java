/** One thread of a run. What it has drawn goes on from one loop to the next. */
final class Player {
  /** Between two looks at heap and stop flag. */
  private static final long LOOK_NS = 5_000_000;

  private final Workload workload;
  private final int thread;
  private final Store store;
  private final Draws draws;

  Histogram latencies = new Histogram();
  long operations;
  long ns;
  long missed;
  /** Operations so far, told to others now and then. */
  volatile long done;
  /** Something that depends on each operation. */
  private long sink;

  Player(Workload workload, int thread, Store store, Draws draws) {
    this.workload = workload;
    this.thread = thread;
    this.store = store;
    this.draws = draws;
  }

  /** Operations until their time is over, each measured: src/lab/runner/loop.ts. */
  void loop(double ms, Runnable look) {
    long begin = System.nanoTime();
    Pace pace = new Pace(workload, thread, begin, begin + (long) (ms * 1e6));
    latencies = new Histogram();
    long count = 0;
    long last = begin;
    long nextLook = begin;
    while (!Pace.isStopped) {
      // Before the clock: to make keys and values is no part of the operation.
      draws.draw();
      long start = pace.next();
      if (start == Pace.OVER) break;
      perform();
      last = System.nanoTime();
      latencies.record(last - start);
      count++;
      if (last - nextLook >= 0) {
        done = count;
        look.run();
        nextLook = last + LOOK_NS;
      }
    }
    operations = count;
    ns = last - begin;
    missed = pace.missed(count);
  }

  private void perform() {
    switch (draws.operation) {
      case GET: {
        String value = store.get(draws.key);
        if (value != null) sink += value.length();
        break;
      }
      case SET:
      case INSERT:
        store.set(draws.key, draws.value);
        break;
      case DELETE:
        store.delete(draws.key);
        break;
      case UPDATE:
        store.update(draws.key, draws.value);
        break;
      case ITERATE:
        sink += store.iterate(draws.entries);
        break;
    }
  }
}
