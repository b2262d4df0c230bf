import { anyOf, countOf, type RuleGroup } from './rule.ts';
import { ADMIN_NOUNS, ERRAND_VERBS, SOFT_ERRAND_VERBS } from './words.ts';

const nouns = countOf(ADMIN_NOUNS, 3);
const HARD = new RegExp(`^(?:${ERRAND_VERBS.join('|')})\\b`);
const SOFT = new RegExp(`^(?:${SOFT_ERRAND_VERBS.join('|')})\\b`);
const GROCERIES = countOf(
  'milk egg bread butter cheese banana apple yoghurt yogurt tomato potato onion pasta rice flour sugar oat coffee tea juice beer wine salad chicken fish soap shampoo toothpaste nappies diapers detergent tinfoil battery batteries toilet-paper washing-powder lightbulb'.split(
    ' ',
  ),
  3,
);

export const adminErrands: RuleGroup = {
  name: 'errands',
  why: 'One verb, one thing, one sitting: paying, buying, booking, returning, replying.',
  rules: [
    { id: 'errand verb first', in: 'lead', when: HARD, points: { admin: 2 } },
    { id: 'soft errand verb first', in: 'lead', when: SOFT, points: { admin: 0.9 } },
    {
      id: 'two-word errand verb',
      in: 'lead',
      when: /^(?:pick (?:up|\w+ up|\w+ \w+ up)|drop (?:off|\w+ off)|fill (?:out|in|up)|sign (?:up|for|the)|top up|hand in|turn in|turn off|turn on|take out|put (?:out|in|\w+ on)|throw (?:out|away)|send (?:off|back|the|an?|in|out)|mail (?:the|back)|return the|get (?:the|a|an|new|some|rid of|back)(?! (?:\w+ ){1,3}(?:ready|off the ground|done|started))|check (?:if|whether|the|for|tire|tyre)|call (?:the|about|back|dr|doctor|bank|insurance|plumber|school|landlord|dentist|vet)|phone the|make an appointment|book (?:a|an|the)|bring (?:the|a|cake)|pay (?:off|back|for|the)|look up|clean (?:out|the)|set (?:an alarm|a reminder|alarm)|apply for|swap|back up|write (?:to|back)|reply to|respond to|rsvp|remind me|need new|we're out of|out of|run out of|ran out of|low on)\b/,
      points: { admin: 1.3 },
    },
    { id: 'had to be done', when: (t) => t.obliged, points: { admin: 0.7, projects: 0.1 } },
    {
      id: 'errand verb after a start',
      when: new RegExp(`(?:,|\\.|;|and|to|then) (?:${ERRAND_VERBS.join('|')})\\b`),
      points: { admin: 0.5 },
    },
    {
      id: 'office as a party',
      when: /\b(?:call|email|phone|ring|ask|contact|write|reply to|text|message|tell) (?:to )?(?:the |my |our )?(?:bank|school|insurance|landlord|doctor|dr|dentist|vet|plumber|electrician|tax office|council|hr|airline|hotel|restaurant|garage|mechanic|pharmacy|post office|company|kindergarten|nursery|gym|accountant|lawyer|agency|utility|provider|reception|support|customer service|city|clinic|hospital|gp|supplier|neighbou?rs|internet provider|isp|police)\b/,
      points: { admin: 1.6 },
    },
    { id: 'groceries', when: (t) => GROCERIES(t.folded) >= 2, points: { admin: 1.8 } },
    {
      id: 'chores in a row',
      when: /\b(?:laundry|dishes|vacuum\w*|hoover|trash|bins|rubbish|garbage|ironing|dusting|mop|water the plants|litter box)\b/,
      points: { admin: 1.2 },
    },
  ],
};

export const adminMatters: RuleGroup = {
  name: 'bills, offices, appointments',
  why: 'Money owed, papers, offices and fixed times are administration, whatever the verb.',
  rules: [
    { id: 'admin noun', when: (t) => nouns(t.masked) >= 1, points: { admin: 1.1 } },
    { id: 'two admin nouns', when: (t) => nouns(t.masked) >= 2, points: { admin: 0.6 } },
    {
      id: 'clock time',
      when: (t) => t.dates.some((date) => date.time !== undefined || date.instantMs !== undefined),
      points: { admin: 1.2 },
    },
    {
      id: 'date in a short text',
      when: (t) => t.dates.length > 0 && t.wordCount <= 12,
      points: { admin: 0.7 },
    },
    {
      id: 'deadline',
      when: /\b(?:by|before|until|till|til|due|b4|no later than|deadline|expires?|ends|overdue|bis|avant|antes de|within) (?:is |on |the |it \w+ on |in |el |le )?(?:xdate|xtime)/,
      points: { admin: 0.7, projects: 0.2 },
    },
    {
      id: 'due, overdue, expires',
      when: /\b(?:is due|are due|due (?:on|in|by|xdate)|overdue|expires?|expiring|expiry|runs out|renewal|last day|deadline|past due|late fee|notice period)\b/,
      points: { admin: 0.9 },
    },
    {
      id: 'money',
      when: /(?:[€$£]\s?\d|\d\s?(?:€|\$|£|euros?|eur|usd|dollars|bucks|quid|chf)\b|\d(?:\.\d\d)?[€$£])|\b(?:cash|iban|paypal|venmo)\b/,
      points: { admin: 0.7 },
    },
    {
      id: 'recurrence',
      when: (t) => t.recurrence !== undefined && !/^(?:what|why|how|maybe|an?)\b/.test(t.lead),
      points: { admin: 1 },
    },
    {
      id: 'appointment',
      when: /\b(?:appointment|appt|apt|dentist|doctor|dr|gp|vet|physio|barber|haircut|hairdresser|check-?up|lesson|class|pickup|training|practice|standup|meeting|interview|shift|viewing|inspection|delivery|arriv(?:es|ing)|leaves|departs|boarding|coming) (?:\w+ ){0,4}(?:xdate|xtime)|\b(?:appointment|appt|reschedule\w*|rescheduled|moved (?:me )?to (?:xdate|xtime)|postponed)\b/,
      points: { admin: 1.3 },
    },
    {
      id: 'household matter',
      when: /\b(?:boiler|heating|meter reading|chimney sweep|plumber|electrician|handyman|cleaner|delivery|parcel|package|sink|lightbulb|smoke detector|printer|dishwasher|washing machine|car|bike pump|tyres?|tires?|prescription|pills|flu shot|blood test|passport|id card|licen[cs]e|credit card|phone contract|wifi|password|boarding pass(?:es)?|luggage|suitcase)\b/,
      points: { admin: 0.8 },
    },
    {
      id: 'bare errand list',
      when: (t) => t.wordCount <= 7 && new RegExp(anyOf(ADMIN_NOUNS)).test(t.lead) && !/[?]/.test(t.lead),
      points: { admin: 0.7 },
    },
    {
      id: 'reference number',
      when: /#\d{2,}|\b(?:no|nr|ref|case|order|policy|account)\.? ?(?:number|no|nr)?\.? ?\d{3,}/,
      points: { admin: 0.7 },
    },
  ],
};
