import java.nio.charset.StandardCharsets;

/** Keys and values as strings, a new one each time: src/lab/workload/texts.ts. */
final class Texts {
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final int NOISE_BYTES = 1 << 16;
  private static final int FIRST = 33;
  private static final int PRINTABLE = 94;

  private final byte[] digits;
  private final byte[] noise;
  private final int valueBytes;
  private final Sfc32 random;

  Texts(int keyBytes, int valueBytes, Sfc32 random) {
    this.digits = new byte[keyBytes];
    this.noise = new byte[valueBytes + NOISE_BYTES];
    this.valueBytes = valueBytes;
    this.random = random;
    for (int at = 0; at < noise.length; at++) noise[at] = (byte) (FIRST + random.below(PRINTABLE));
  }

  /** The n-th key. */
  String key(int n) {
    int rest = n;
    for (int at = digits.length - 1; at >= 0; at--) {
      digits[at] = (byte) DIGITS.charAt(rest % DIGITS.length());
      rest /= DIGITS.length();
    }
    return new String(digits, StandardCharsets.ISO_8859_1);
  }

  /** A value: printable characters without a pattern. */
  String value() {
    return new String(noise, random.below(NOISE_BYTES), valueBytes, StandardCharsets.ISO_8859_1);
  }
}
