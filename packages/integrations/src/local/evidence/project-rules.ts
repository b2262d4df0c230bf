import type { Thought } from '../thought.ts';
import { countOf, type RuleGroup } from './rule.ts';
import { PROJECT_NOUNS, PROJECT_VERBS, SOFT_PROJECT_VERBS } from './words.ts';

const nouns = countOf(PROJECT_NOUNS, 3);
const HARD = new RegExp(`^(?:${PROJECT_VERBS.join('|')})\\b(?! (?:a )?(?:table|flight|hotel|ticket))`);
const SOFT = new RegExp(`^(?:${SOFT_PROJECT_VERBS.join('|')})\\b`);

/** Steps named after a colon, a dash or in brackets, or as lines. */
export function stepCount(text: string): number {
  const lines = text.split('\n').filter((line) => /^\s*(?:[-*•]|\d+[.)]|\[ ?\])/.test(line)).length;
  const tail = /(?::|\s[-–—]+\s|\()(.*)$/s.exec(text)?.[1] ?? '';
  return Math.max(
    lines,
    tail === ''
      ? 0
      : tail.split(/,|;|\+|\n| and | then |\. /).filter((part) => part.trim().length > 1).length,
  );
}

/** "Feedback for Jo: …" lists what is said of Jo; "Build a hut with Jo: …" lists steps. */
function isHeadedByPerson({ lead, form }: Thought): boolean {
  return (
    form.kind !== 'imperative' &&
    /^[^:(]{0,40}\bx(?:name|kin|role)\b/.test(lead.split(/[:(]|\s[-–—]\s/)[0] ?? '')
  );
}

export const projectWork: RuleGroup = {
  name: 'work with an outcome',
  why: 'Building, moving, organising and publishing take many sittings and end in something.',
  rules: [
    { id: 'project verb first', in: 'lead', when: HARD, points: { projects: 2.2 } },
    { id: 'soft project verb first', in: 'lead', when: SOFT, points: { projects: 0.8 } },
    {
      id: 'two-word project verb',
      in: 'lead',
      when: /^(?:set(?:ting)? up|roll(?:ing)? out|kick(?:ing)? off|spin up|stand up|build out|scale up|train for|prep(?:are)? for|get (?:\w+ ){1,4}(?:ready|over the line|done|off the ground|up and running)|clean up (?:the|our) (?:code|repo|backlog|data)|start (?:a|an|my|our|the) \w+|learn (?:to|how to) \w+|move (?:to|all|our|the|from)|get (?:driving|my \w+ licen[cs]e|healthy|fit)|write (?:a|the|my|our) (?:book|paper|thesis|proposal|grant|novel|guide|course|rfc|report)|open (?:a|an|our) \w+|finish (?:the|my|our|writing))\b/,
      points: { projects: 1.5 },
    },
    { id: 'project noun', when: (t) => nouns(t.masked) >= 1, points: { projects: 0.8 } },
    { id: 'two project nouns', when: (t) => nouns(t.masked) >= 2, points: { projects: 0.8 } },
    {
      id: 'project noun heads the text',
      in: 'lead',
      when: (t) =>
        nouns(t.lead.split(/[:.,–(]| - /)[0]?.slice(0, 45) ?? '') >= 1 &&
        (t.form.kind !== 'imperative' || HARD.test(t.lead) || SOFT.test(t.lead)) &&
        !/^(?:what|why|how|maybe|could|send|get|buy|book|call|check)\b/.test(t.lead),
      points: { projects: 0.7 },
    },
    {
      id: 'project gerund',
      when: (t) =>
        t.form.kind === 'gerund' &&
        /^[a-z]+ing (?:the|my|our|a|an|up|out|all|new|this)\b/.test(t.lead) &&
        !/\b(?:would|is|are|could|might|makes?|means?)\b/.test(t.lead),
      points: { projects: 0.9 },
    },
    {
      id: 'all of something',
      in: 'lead',
      when: /\b(?:the whole|entire|everything|all (?:our|my|the|of)|company-?wide|across (?:the|all)|end to end|from scratch|every (?:team|room|service|page))\b|\b(?:our|my) [a-z]+ (?:process|setup|strategy|stack|system|routine|policy|workflow)\b/,
      points: { projects: 0.9 },
    },
    {
      id: 'a change of life',
      in: 'lead',
      when: /^(?:find|look for|search for|get|switch to|change|buy|sell) (?:an? |my |our |the )?(?:new )?(?:apartment|flat|house|home|job|career|cofounder|co-founder|supervisor|therapist|school|daycare|tenant|office space|internship|investors?)\b|\b(?:job search|house hunt\w*|flat hunt\w*|career change|move abroad)\b/,
      points: { projects: 1.6 },
    },
    {
      id: 'party to prepare',
      in: 'lead',
      when: /^(?:plan|organi[sz]e|prepare|throw|host|arrange) .{0,40}\b(?:party|birthday|dinner|wedding|trip|reunion|event|celebration|holiday|vacation|shower|offsite|retreat)\b/,
      points: { projects: 1.2, people: -1.2 },
    },
    {
      id: 'planning noun',
      when: /\b(?:planning|hiring plan|project plan|training plan|week plan|action plan|business plan|plan(?: for)? (?:the|our|my)|trip to|bike trip|road ?trip|family trip|party for|team offsite|summer (?:party|festival)|house move|office move|garden|basement|attic|loft|bathroom|kitchen|bedroom|balcony)\b/,
      points: { projects: 0.5 },
    },
    {
      id: 'software work',
      when: /\b(?:api|backend|frontend|ci|cd|kubernetes|cluster|database|schema|staging|production|prod|deploy|auth|login|tests?|docker|cloud|server|sdk|npm|docs site|open source|dashboard|checkout|billing|feature flags?|load test|dry run|downtime)\b/,
      points: { projects: 0.5 },
    },
    {
      id: 'a month as horizon',
      when: (t) => t.dates.some((date) => date.monthOnly),
      points: { projects: 0.5, admin: -0.3 },
    },
    {
      id: 'goal with a measure',
      when: /\b(?:by \d+ ?%|in half|\d+ ?% (?:less|more|faster)|goal:? \d|save \d+k?|lose \d+ ?kg|from \d+ to \d+|by (?:end of )?q[1-4]|by (?:summer|spring|autumn|fall|winter)|(?:this|next|in|til|until) (?:the )?(?:summer|spring|autumn|fall|winter|year|quarter|q[1-4]))\b/,
      points: { projects: 0.7 },
    },
  ],
};

export const projectSteps: RuleGroup = {
  name: 'several steps',
  why: 'A headline followed by steps, an order of steps, or something that blocks, shows more than one sitting.',
  rules: [
    {
      id: 'headline with three steps or more',
      when: (t) => stepCount(t.masked) >= 3 && !isHeadedByPerson(t),
      points: { projects: 1.5 },
    },
    {
      id: 'headline with two steps',
      when: (t) => stepCount(t.masked) === 2 && !isHeadedByPerson(t),
      points: { projects: 0.7 },
    },
    {
      id: 'three actions',
      when: (t) => t.form.actions >= 3,
      points: { projects: 0.8 },
    },
    {
      id: 'order of clauses, unknown verb first',
      when: (t) =>
        t.form.kind === 'imperative' &&
        t.wordCount >= 7 &&
        /\b(?:first|start with|then|next|before)\b/.test(t.lead),
      points: { projects: 0.8 },
    },
    {
      id: 'order of steps',
      when: /\b(?:first step|next steps?|then (?:\w+ ){0,4}(?:ship|launch|test|deploy|migrate|find|delete|paint|write|sell|book|go|send|pitch|compare|switch|tiles?|talk|analy[sz]e|move)|steps:|step 1|phase (?:1|2|3|one|two|three)|milestones?|before that|after that|afterwards|finally|measure first|sand it first|first\b[^.]{3,60}\bthen)\b/,
      points: { projects: 1.3 },
    },
    {
      id: 'state of work',
      when: /\b(?:blocked (?:by|on)|blocker|stuck|waiting (?:for|on)|on hold|in progress|nearly done|almost done|still missing|half done|\d+ ?% done|kick(?:ed|s)? ?off|is next|ready for (?:beta|review|launch|release)|work in progress|wip|next:|todo:|still (?:need|needs|missing|have to)|went ok|follow-ups?|scope|out of scope|deadline)\b/,
      points: { projects: 0.9 },
    },
    {
      id: 'numbers of things to make',
      when: /\b\d+ (?:pages|posts|chapters?|videos|episodes?|interviews?|slides|users|customers|mails|emails|issues|screens|tests|elves|costumes|lessons|references|quotes|offers|sources|backend|designers?|engineers?)\b/,
      points: { projects: 0.6 },
    },
    {
      id: 'shared work',
      when: /\b(?:budget|agenda|venue|guest list|sponsors?|stakeholders?|committee|volunteers|suppliers|contractors?|requirements|kickoff|slides|draft|outline|proposal|prototype|logo|template|copy|screenshots|changelog|syllabus|shortlist|save the dates)\b/,
      points: { projects: 0.7 },
    },
    {
      id: 'we own or need to',
      when: /\b(?:we need to|we agreed|we start|we have to|i own the|i'm on the|i take the|we take|our team|the team|we want to (?:ship|launch|move|migrate))\b/,
      points: { projects: 0.6 },
    },
  ],
};
