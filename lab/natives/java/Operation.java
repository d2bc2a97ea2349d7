enum Operation {
  GET,
  SET,
  INSERT,
  DELETE,
  UPDATE,
  ITERATE;

  /** As the lab calls it. */
  String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
