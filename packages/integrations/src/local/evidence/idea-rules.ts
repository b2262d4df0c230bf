import type { Thought } from '../thought.ts';
import { stepCount } from './project-rules.ts';
import { anyOf, countOf, type RuleGroup } from './rule.ts';
import { ADMIN_NOUNS, IDEA_NOUNS, PROJECT_NOUNS } from './words.ts';

const nouns = countOf(IDEA_NOUNS, 2);

export const ideaForms: RuleGroup = {
  name: 'forms of wondering',
  why: 'What-ifs, maybes, wishes and open questions explore; they ask nobody to do anything.',
  rules: [
    {
      id: 'what if',
      when: /\b(?:what if|what about|how about|how might|imagine|suppose|picture this|wonder(?:ing)? (?:if|whether|what|how|why)|curious (?:if|whether|about|how)|was ware,? wenn|wie ware es|et si|y si|que tal si)\b/,
      points: { ideas: 2.8 },
    },
    {
      id: 'maybe',
      in: 'lead',
      when: /^(?:(?:and |so )?(?:maybe|perhaps|possibly|possible|potential|alternatively|consider|could (?:we|i|a|an|the|it|this|you)|we could|one could|you could|why (?:is|are|do|does|not|don't|isn't|aren't|can't|we|all|every|people)|how (?:do|does|come|can|could|would)|would it|should we|shouldn't|isn't|is it|is there|are we|do (?:we|people|plants|animals)|what would|what makes|where (?:would|do)|who))\b/,
      points: { ideas: 1.7 },
    },
    {
      id: 'it would be',
      when: /\b(?:(?:would|might|could) be (?:cool|nice|fun|great|interesting|neat|awesome|a good|a great|a nice|worth|better|amazing)|would love to (?:try|see|have|learn|do)|i wish (?:there|we|someone|it|i)|there (?:must|should|has to) be (?:a|an|some)|someone should|somebody should|why is there no|wouldn't it be|i'd love (?:an?|to see))\b/,
      points: { ideas: 2.2 },
    },
    {
      id: 'open question',
      when: (t) =>
        /\?\s*$|\?\?|\?(?= [a-z])/.test(t.masked) && !/\bx(?:name|kin|role|date|time)\b/.test(t.masked),
      points: { ideas: 1.2 },
    },
    {
      id: 'worth exploring',
      in: 'lead',
      when: /^(?:explore|look into|read (?:up on|more about|about)|learn (?:more )?about|research|study|think about|think more about|experiment with|try (?:out )?(?:the|using|a|an|to)|play (?:around )?with|investigate whether|find out (?:how|why|if|whether)|dig into|brainstorm|toy with|reading list|watch (?:the|that|a) (?:talk|documentary)|riff on|consider)\b/,
      points: { ideas: 2 },
    },
    {
      id: 'worth a try, in the text',
      when: /\b(?:worth (?:exploring|a|trying|thinking|looking)|could (?:also )?(?:apply|work|be used|be|help|solve|make|turn|cut)|might (?:also )?(?:solve|be|work|help|cut|make|explain)|applies to|how it applies|nice opening|could we|in a different way|better way to|alternative to|instead of|rather than)\b/,
      points: { ideas: 1 },
    },
    {
      id: 'we should, in general',
      in: 'text',
      when: /\b(?:we|everyone|people|companies|teams|schools|cities) should\b(?! (?:call|send|email|book|pay))/,
      points: { ideas: 1.2, admin: -1 },
    },
  ],
};

const STATE_OF_THINGS =
  /\b(?:due|here|broken|ready|overdue|expir\w+|empty|out of|missing|blocked|stuck|closed|done|on hold|arriv\w+|leaves|opens|starts at|needs? (?:to be|a new|new|fixing|cleaning)|went ok|we (?:need|got|have|agreed)|i (?:need|have to|own|got))\b/;
const TASK_WORD = new RegExp(`${anyOf(ADMIN_NOUNS)}|${anyOf(PROJECT_NOUNS)}`);

/** Without a named person, a date or a duty. */
function isImpersonal(thought: Thought): boolean {
  return (
    thought.names.length === 0 &&
    thought.dates.length === 0 &&
    !thought.obliged &&
    !/\bx(?:kin|role)\b/.test(thought.lead)
  );
}

export const ideaContent: RuleGroup = {
  name: 'thoughts and things that do not exist yet',
  why: 'General statements, insights, invented products and works are ideas, however they are put.',
  rules: [
    { id: 'idea noun', when: (t) => nouns(t.masked) >= 1, points: { ideas: 1.2 } },
    {
      id: 'idea noun in the first words',
      when: (t) => nouns(t.lead.split(' ').slice(0, 4).join(' ')) >= 1,
      points: { ideas: 1 },
    },
    {
      id: 'insight',
      when: /\b(?:i (?:just )?(?:realis|realiz)ed|realis(?:ed|ing) that|realiz(?:ed|ing) that|i (?:keep )?notic(?:e|ed|ing)|i think|i believe|i feel like|i suspect|it seems|it strikes me|turns out|interesting(?:ly)?|fascinating|funny how|the reason (?:why )?|reminds me of|the opposite of|the best \w+ (?:is|are)|the (?:real )?(?:problem|trick|secret|key|point) (?:is|of|to|with)|is really about|mostly about|is just|are just|underestimate\w*|overrated|underrated|is like|are like|learned that|lesson|insight|i like the (?:notion|idea))\b/,
      points: { ideas: 1.7 },
    },
    {
      id: 'something that does something',
      in: 'lead',
      when: /^(?:an? |the |tiny |little |new |simple |smart )*(?:[a-z-]+ ){0,5}(?:that|which|who|where|designed|made|sorted|for people|for cats|for dogs|for kids|without|with no|but for)\b/,
      points: { ideas: 1 },
    },
    {
      id: 'invented product',
      in: 'lead',
      when: /^(?:an? |the )?(?:\w+ ){0,3}(?:app|tool|plugin|extension|bot|service|platform|website|site|device|gadget|game|board game|course|startup|subscription|marketplace|machine|widget|robot|library|api|saas|newsletter|club|cafe|shop|store|museum|school|clock|lamp|mirror|cookbook|camera) (?:that|which|for|to|where|with|sorted|made|but)\b/,
      points: { ideas: 2 },
    },
    {
      id: 'x for y',
      in: 'lead',
      when: /^(?:\w+ )?(?:uber|airbnb|tinder|netflix|spotify|ikea|duolingo|github|wikipedia|amazon|\w+) (?:but )?for (?!xname|xkin|xdate|xtime|the|my|our|me|us|a\b|an\b|\d)[a-z]+/,
      points: { ideas: 0.9 },
    },
    {
      id: 'work of imagination',
      when: /\b(?:blog ?post|essay|short story|novel|book (?:concept|about|idea)|a book about|podcast concept|talk topic|talk about why|screenplay|movie|film|song|painting|poem|series of|sketch for|exhibition of|board game|murder mystery|story about|protagonist)\b/,
      points: { ideas: 1.6 },
    },
    { id: 'quotation', when: /^["'].{10,}["']|"[^"]{15,}"|\bquote\b/, points: { ideas: 1.3 } },
    {
      id: 'general statement',
      when: (t) => t.form.kind === 'statement' && isImpersonal(t) && !STATE_OF_THINGS.test(t.lead),
      points: { ideas: 1.6 },
    },
    {
      id: 'a doing that would be something',
      when: (t) =>
        t.form.kind === 'gerund' &&
        isImpersonal(t) &&
        /\b(?:would|is|are|could|might|makes?|means?)\b/.test(t.lead),
      points: { ideas: 1.6 },
    },
    {
      id: 'the more, the less',
      when: /\bthe (?:more|less|better|faster|bigger|older|fewer)\b.{3,80}\bthe (?:more|less|better|faster|bigger|worse|fewer|harder)\b|^[^;]{12,};[^;]{12,}$/,
      points: { ideas: 1.6 },
    },
    {
      id: 'a thing by itself',
      when: (t) =>
        t.form.kind === 'phrase' &&
        isImpersonal(t) &&
        t.wordCount >= 3 &&
        stepCount(t.masked) < 2 &&
        !TASK_WORD.test(t.lead),
      points: { ideas: 0.9 },
    },
    {
      id: 'a something',
      when: (t) => /^an? (?!few|couple|lot|bit)/.test(t.lead) && isImpersonal(t),
      points: { ideas: 1, projects: -0.5 },
    },
    {
      id: 'name, theme, mix',
      in: 'lead',
      when: /^(?:theme|title|name|slogan|motif|motto|format|topic|angle|working title|cross|mix|blend|combination|marriage|mashup|twist|variation|version) (?:for|of|on|between)\b|\b(?:experiment|thought experiment|icebreaker|analogy|similar to|similarity between|thinking about how|in the style of)\b/,
      points: { ideas: 1.5 },
    },
    {
      id: 'comparison or contrast',
      when: /\b(?:more than|less than|not (?:a|an|the|because)|but (?:for|not)|the more|whereas|as (?:a|an) (?:\w+ )?(?:metaphor|model|operating system|icebreaker|service|game)|like (?:a|an|products|startups)|= |vs\.?)\b/,
      points: { ideas: 0.5 },
    },
    {
      id: 'general subject',
      when: /\b(?:people|humans|users|customers|society|technology|cities|teams|companies|children|students|culture|creativity|learning|language|nature|life|happiness|loneliness|trust|attention|money|work|art|science|ai|future|world|everyone|everybody|nobody)\b/,
      points: { ideas: 0.5 },
    },
  ],
};
