/** Words chrono reads as dates that are more often something else, unless a date's company is around. */
const DOUBTFUL =
  /^(?:sat|sun|mon|wed|mar|may|march|jan|dec|august|april|june|now|second|today|sec|die|so|mo|di|do|fr|sa|mi|ma|dom|mar[st]|mai|this|one|am|pm)$/;
const DATE_BEFORE =
  /\b(?:on|by|before|until|till|next|this|every|each|in|since|of|for|due|from|last|am|bis|im|le|el|en)\s+(?:the\s+)?$/;
const DATE_AFTER = /^\s*(?:$|[,.;!?)\n–-]|\d|at\b|am\b|pm\b|morning|afternoon|evening|night|noon)/;
/** Fractions, ratios and set phrases written with a slash or colon. */
const NUMERIC = /^(?:24\/7|50\/50|1\/[234]|[23]\/[345]|9\/11|1:1|\d{1,2}:\d|[0-9]{1,2}[.][0-9]{1,2})$/;
const DURATION =
  /^(?:\d+|an?|one|two|three|few|half an) (?:seconds?|sec|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?)$/;
const UNIT_AFTER =
  /^\s*(?:€|\$|%|euros?|eur|usd|dollars|kg|km|cups?|tsp|tbsp|people|persons|pax|of us|guests|x\b|weeks?|days?|hours?|min)/;

/** "Postgres 14 to 18": numbers from … to … with nothing of a clock about them. */
const BARE_RANGE = /^\d{1,2} ?(?:to|-|–|until|bis|a) ?\d{1,2}$/;

/** True where a match of the date parser is no date; all three are folded, `before` and `after` as they stand around it. */
export function isNoDate(match: string, before: string, after: string): boolean {
  if (/^'s\b/.test(after) && /^(?:today|yesterday|tomorrow|now)$/.test(match)) return true;
  if (/^(?:right now|now|jetzt|maintenant|ahora|ahora mismo)$/.test(match)) return true;
  if (/^\d+ ?(?:[b-gi-z])$/.test(match)) return true;
  if (BARE_RANGE.test(match) && !/\b(?:at|from|between|um|von|de|entre)\s+$/.test(before)) return true;
  if (/^may$/.test(match))
    return !/\b(?:in|by|before|until|next|this|last|for|of|end of|due|since)\s+$/.test(before);
  if (DOUBTFUL.test(match))
    return !DATE_BEFORE.test(before) && !(DATE_AFTER.test(after) && match !== 'second');
  if (NUMERIC.test(match)) return !/\b(?:on|by|before|until|due|at|um|deadline)\s+$/.test(before);
  if (DURATION.test(match)) return true;
  if (/^(?:at |for )?\d{1,2}$/.test(match) && (UNIT_AFTER.test(after) || /\bfor\s+$/.test(before)))
    return true;
  if (/^(?:19|20)\d\d$/.test(match)) return true;
  return /[\w]$/.test(before) || (/^[\w]/.test(after) && /\w$/.test(match) && !/\s/.test(match));
}
