/** What a person wants with a text. */
export type Intent = 'capture' | 'query' | 'command';

/** One piece of evidence in log-odds, looked for in folded text without its final punctuation. */
export interface IntentRule {
  readonly when: RegExp;
  readonly points: Readonly<Partial<Record<Intent, number>>>;
}

const ASKING =
  'what|when|where|who|whom|whose|which|how many|how much|how old|how often|how long|was|wann|wo|wer|wen|wem|welche[rsnm]?|wie viele?|quand|ou|qui|que|quoi|quel(?:le)?s?|combien|cuando|donde|quien|cual|cuant[oa]s?|que';
const OWN = "(?:i|my|me|we|our|us|ich|mein[ers]?|mir|mich|wir|j'|je|mon|ma|mes|yo|mi|mis)";
const THING =
  '(?:record|entry|thought|note|task|todo|project|idea|reminder|item|it|this|that|everything|all|inbox|digest|review|workflow)';

/** The evidence. A thought is the rule and the others the exception: a question kept as a thought harms nobody. */
export const INTENT_RULES: readonly IntentRule[] = [
  // Questions about what one has written down oneself.
  { when: new RegExp(`^(?:so |and |ok |hey )?(?:${ASKING})\\b.*\\b${OWN}\\b`), points: { query: 2.4 } },
  {
    when: /^(?:so |and |ok )?(?:did|do|does|have|has|had|am|was|were|is|are) (?:i|we|my|our|there)\b/,
    points: { query: 2.6 },
  },
  {
    when: /^(?:when|where|who|whose|which)(?:'s| is| are| was| were| did| does| do| has| have)\b/,
    points: { query: 2.2 },
  },
  { when: /^what(?:'s| is| are| was| were| did| does| do| has| have)\b/, points: { query: 1.8 } },
  {
    when: /^(?:how (?:many|much|old|often|long)|what (?:time|day|date|size|number))\b/,
    points: { query: 1.8 },
  },
  { when: /^(?:is|are|does|did|has|was|were) \S+/, points: { query: 0.8 } },
  { when: /^(?:who|which) /, points: { query: 0.9 } },
  // Errands that open like a search.
  { when: /^(?:find|search) (?:an? |engine|party|time|someone)/, points: { capture: 1.6 } },
  {
    when: /^(?:anything|something|any (?:notes?|news|thoughts?|ideas?|tasks?)|everything)\b/,
    points: { query: 1.2 },
  },
  {
    when: /^(?:find|search(?: for)?|look up|show(?: me)?|list|display|where are|tell me|remind me (?:what|when|where|who|how|which))\b/,
    points: { query: 2.2 },
  },
  { when: /^(?:find|search|show|list)(?: me)? (?:all |my |every|the |what|any)/, points: { query: 1.2 } },
  { when: /^(?:zeig|such|finde|cherche|montre|trouve|busca|muestra|encuentra)/, points: { query: 2.4 } },
  {
    when: /^(?:was|wann|wo|wer|welche[rsnm]?|quand|combien|cuando|donde|quien|cuant[oa]s?|quel(?:le)?s?|qu'est-ce|est-ce)\b/,
    points: { query: 1.4 },
  },
  {
    when: /\b(?:due|scheduled|planned|promised?|say|said|told|tell|owe|agree[d]?|decide[d]?|know about|write about|wrote about|have to do|left to do|still open|overdue|birthday|versprochen|fallig|promis|prometi)\b/,
    points: { query: 0.4 },
  },
  // Questions that are thoughts: about the world, or about what could be.
  {
    when: /^(?:what if|how might|could|can|should|would|why|wouldn't|what about|how about|how come|imagine|maybe|shall|who's in)\b/,
    points: { capture: 2.6 },
  },
  { when: /^(?:what|how) (?:a|an|great|nice|lovely|is it about)\b/, points: { capture: 1.4 } },
  { when: /^(?:remind me to|remember|don'?t forget|note|idea|todo|to-do|thought)\b/, points: { capture: 3 } },
  // Orders to the app, which name what the app has.
  {
    when: /^(?:please |pls )?(?:mark|set|move|file|put|change|tag)\b.*\b(?:as|to|under|into|in) (?:done|complete[d]?|finished|open|archived?|people|projects?|ideas?|admin|waiting|blocked)$/,
    points: { command: 4.5 },
  },
  {
    when: /^(?:please |pls )?(?:(?:archive|restore)(?: the| this| that| my| it| all|$)|unarchive|snooze|unsnooze|undo|redo)\b/,
    points: { command: 3.2 },
  },
  {
    when: new RegExp(
      `^(?:please |pls )?(?:delete|remove|complete|close|reopen|finish)\\b.*\\b(?:the|this|that|my)\\b.*\\b${THING}$`,
    ),
    points: { command: 2.6 },
  },
  {
    when: /^(?:please |pls )?(?:generate|make|create|write|send|run|give me|refresh)\b.*\b(?:digest|weekly review|daily review|the review)\b/,
    points: { command: 3.6 },
  },
  {
    when: /^(?:please |pls )?(?:run|trigger|start|enable|disable|pause|stop)\b.*\bworkflow\b/,
    points: { command: 3.6 },
  },
  {
    when: /^(?:please |pls )?(?:connect|disconnect|sync)\b.*\b(?:slack|gmail|notion|calendar)\b/,
    points: { command: 3.2 },
  },
  { when: /^\/[a-z]+/, points: { command: 3 } },
];

/** What speaks for each intent before anything is read: most texts are thoughts. */
export const PRIOR: Readonly<Record<Intent, number>> = { capture: 1.5, query: 0, command: 0 };
/** What a question mark at the end adds to *query*, and a second sentence or line to *capture*. */
export const QUESTION_MARK = 1.4;
export const SECOND_SENTENCE = 0.8;
