/** One at a time, first come first served. Costs no promise while nobody else is there: `tryEnter() || await wait()`. */
export class Lane {
  readonly #queue: (() => void)[] = [];
  #held = false;

  /** Takes the lane if it is free. */
  tryEnter(): boolean {
    if (this.#held) return false;
    this.#held = true;
    return true;
  }

  /** Takes the lane when those before have left it. */
  wait(): Promise<void> {
    return new Promise((resolve) => this.#queue.push(resolve));
  }

  leave(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#held = false;
  }

  /** Lets everybody who waits through at once; for when whatever they find behind it refuses them. */
  open(): void {
    for (const next of this.#queue.splice(0)) next();
  }
}
