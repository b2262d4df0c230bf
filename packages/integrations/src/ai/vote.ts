/** Someone's choice with how sure they are, 0..1. */
export interface Voice<C> {
  readonly choice: C;
  readonly confidence: number;
}

/** A model says 0.99 about nearly everything; beyond this its number carries no information. */
const MOST_OF_A_MODEL = 0.9;
/** What several say together is never surer. */
const MOST = 0.97;
const LEAST = 0.05;

function bounded(confidence: number, most: number): number {
  return Math.min(most, Math.max(LEAST, confidence));
}

/**
 * The choice of a model and of the rules together. They err in different ways, so their odds multiply: agreement makes
 * surer, and where both are sure of different things nobody is, which sends the thought to the person.
 */
export function vote<C>(model: Voice<C>, rules: Voice<C>): Voice<C> {
  const m = bounded(model.confidence, MOST_OF_A_MODEL);
  const r = bounded(rules.confidence, MOST);
  const together = (a: number, b: number) => (a * b) / (a * b + (1 - a) * (1 - b));
  if (model.choice === rules.choice)
    return { choice: model.choice, confidence: rounded(Math.min(MOST, together(m, r))) };
  const forModel = together(m, 1 - r);
  return forModel >= 0.5
    ? { choice: model.choice, confidence: rounded(forModel) }
    : { choice: rules.choice, confidence: rounded(1 - forModel) };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
