/** One at a time, first come first served. Costs no promise while nobody else is there. */
export class Lane {
  readonly #queue: (() => void)[] = [];
  #held = false;

  /** Undefined when the lane was free and is now ours; else a promise to wait for. */
  enter(): Promise<void> | undefined {
    if (this.#held) return new Promise((resolve) => this.#queue.push(resolve));
    this.#held = true;
    return undefined;
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
