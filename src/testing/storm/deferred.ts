/** A promise that its holder settles, once, with nothing to say. */
export class Deferred {
  readonly promise: Promise<void>
  settle: () => void = () => {}

  constructor() {
    this.promise = new Promise((resolve) => {
      this.settle = resolve
    })
  }
}
