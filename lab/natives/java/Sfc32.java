/** C. Doty-Humphrey's sfc32, of which each thread has a stream of its own: src/lab/workload/random.ts. */
final class Sfc32 {
  private static final int WARM_ROUNDS = 20;
  private int a;
  private int b;
  private int c;
  private int counter = 1;

  Sfc32(int seed, int stream) {
    a = seed;
    b = stream;
    for (int round = 0; round < WARM_ROUNDS; round++) next();
  }

  /** From 0, below 1, in steps of 2^-32. */
  double next() {
    int sum = a + b + counter;
    counter++;
    a = b ^ (b >>> 9);
    b = c + (c << 3);
    c = ((c << 21) | (c >>> 11)) + sum;
    return Integer.toUnsignedLong(sum) * 0x1p-32;
  }

  int below(int end) {
    return (int) (next() * end);
  }
}
