const OBLIGATION = new RegExp(
  `^(?:${[
    'to-?do|task|remember|reminder|note to self|errand|action( item)?|urgent|important|asap|nb|fyi|note|ps|btw|ok|okay|k|so|hey|oh|ugh|and|also|pls|please|finally|still',
    `(?:i |we |you )?(?:really |still |also |just )?(?:need|have|got|ought|must remember|want) to|gotta|gonna|needs? to`,
    `(?:i |we )?(?:must|should|need|gotta|have to|hafta|shall|'ll|will)(?: really| probably| finally)?`,
    `(?:i'd|i'll|we'll|i've got to|we've got to|i'm going to|let's|lets|let us)`,
    `(?:do not|don'?t|dont|never) forget(?: to| about| the)?|remember to|remind me(?: to| about| that)?|make sure(?: to| that| i| we)?|be sure to|try to|time to|have someone|reminder to`,
    'xdate|xtime|today|tonight|tomorrow|this week|next week|asap',
  ].join('|')})(?:\\s*[:,!-]+\\s*|\\s+|$)`,
);
const DUTY =
  /\b(?:to-?do|task|remember|reminder|errand|action item|need|have to|got to|ought|must|should|gotta|hafta|forget|remind me|make sure|be sure|urgent|asap|pls|please)\b/;

/** Takes words like "todo:", "I need to" or "tomorrow:" off the beginning; at most five of them. */
export function withoutLeadIn(masked: string): { lead: string; obliged: boolean } {
  let lead = masked.replace(/^[^\p{L}\p{N}"]+/u, '');
  let obliged = false;
  for (let taken = 0; taken < 5; taken++) {
    const match = OBLIGATION.exec(lead);
    if (!match || match[0].length === lead.length) break;
    obliged ||= DUTY.test(match[0]);
    lead = lead.slice(match[0].length);
  }
  return { lead, obliged };
}
