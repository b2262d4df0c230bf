import type { RuleGroup } from './rule.ts';

const PERSON = 'x(?:name|kin|role)';
const BE = `(?:'s|is|was|are|were|has|had|will|does|did|would|could|can|might|may|should|isn't|isnt|wasn't|hasn't|won't|can't|cant|doesn't|doesnt|didn't|didnt|don't|dont)`;
const LIKE = `(?:just |also |still |never |always |really |only |now |recently |apparently |seems? to )?(?:likes?|loves?|hates?|prefers?|enjoys?|works?|worked|lives?|lived|moved|knows?|knew|said|says|told|mentioned|wants?|needs?|got|gets|started|starts|left|joined|plays?|studies|studied|study|teaches|speaks?|turned|turns|lost|reports?|asked|asks|seems?|seemed|looks?|looked|feels?|felt|used to|recommended|suggested|passed|died|visits?|expecting|married|divorced|promoted|believes?|thinks?|tends|owns|runs|leads|manages|takes|drinks?|eats?|collects?|sings|retired|interviewed|sounded|opened|trains|restores|writes|wrote|called|cooks|offered|introduced|broke|graduated|bought|sold|quit|found|met|helped|gave|brought|remembers|forgot|keeps|covered|celebrates|grew|born|engaged|pregnant|allergic|vegan|vegetarian|into|from)`;

export const peopleSubject: RuleGroup = {
  name: 'a person is the subject',
  why: 'A sentence about what someone is, likes, said or did is a note about that person.',
  rules: [
    {
      id: 'person is or does',
      in: 'lead',
      when: new RegExp(
        `^(?:the |an? |old )?(?:\\w+ )?${PERSON}(?:(?:,| and| &| \\+) ${PERSON}){0,3}(?:'s)? ?,? (?:${BE}|${LIKE})\\b`,
      ),
      points: { people: 2.2 },
    },
    {
      id: 'person does, later sentence',
      when: new RegExp(`[.!?:,] ?${PERSON} (?:${BE}|${LIKE})\\b`),
      points: { people: 0.8 },
    },
    {
      id: 'possession of a person',
      in: 'lead',
      when: new RegExp(
        `^(?:\\w+ )?${PERSON}(?:'s?|s')? (?:\\w+ )?(?:birthday|bday|b-day|anniversary|wife|husband|x?kin|xrole|partner|parents|kids?|children|son|daughter|family|boss|contact|babysitter|phone|number|new number|address|strengths|name|favou?rite|party|wedding|surgery|operation|baby|dog|cat|allerg\\w+)\\b`,
      ),
      points: { people: 2 },
    },
    {
      id: 'person then a list of facts',
      in: 'lead',
      when: new RegExp(`^${PERSON}(?: x\\w+)?(?: from [\\w ]{2,20})?\\s*(?::|\\s[-–]\\s|,|\\()`),
      points: { people: 1.6 },
    },
    {
      id: 'what a name is called',
      when: new RegExp(`\\b(?:called|named|name is|name's|'s name|is called) ${PERSON}\\b`),
      points: { people: 1.6 },
    },
    {
      id: 'presentation with a name after',
      when: /\b(?:xrole|neighbou?r|intern|guy|woman|man|girl|lady|barista|waiter|teacher|trainer|recruiter|founder|designer|engineer|doctor|nurse|colleague|investor|friend|xkin)\b[^.]{0,40}(?:,|:| is| was) ?(?:xname)\b/,
      points: { people: 1.4 },
    },
    {
      id: 'person within the subject',
      when: (t) =>
        t.form.kind !== 'imperative' &&
        /^(?:[a-z'-]+ ){0,5}x(?:name|kin|role)(?: [a-z]+ly)? (?:[a-z]{3,}(?:s|ed)|went|took|came|has|is|was|can|will|split|broke|left) (?!xdate$)/.test(
          t.lead,
        ),
      points: { people: 1.3 },
    },
    {
      id: 'note about a person',
      in: 'lead',
      when: /^(?:feedback|notes?|background|contact|info|details|reference|impressions?|1[:-]1|one on one)(?: notes)? (?:for|on|about|from|with|of)? ?x(?:name|kin|role)|\b(?:be|being) (?:more |a bit |less |very )?(?:nice|kind|patient|gentle|careful|honest|strict|supportive)(?:er)? (?:to|with) x|\bis the (?:person|one|guy|contact) (?:to|for|who)\b/,
      points: { people: 1.6 },
    },
    {
      id: 'call or text, no business named',
      in: 'lead',
      when: /^(?:call|text|phone|ring|write(?: to)?|visit|see|message) x(?:name|kin)(?: (?:more often|again|back|soon|xdate|tonight|just because|for (?:a chat|xdate)|to (?:say hi|catch up|hear)))?(?:[.,!]|$)/,
      points: { people: 1.2 },
    },
    {
      id: 'he or she',
      when: /\b(?:he|she|hes|shes|he's|she's|him|her|his|hers|herself|himself)\b/,
      points: { people: 1.1 },
    },
    {
      id: 'they, about a named person',
      when: (t) => t.names.length > 0 && /\b(?:they're|they are|they have|they've|their)\b/.test(t.masked),
      points: { people: 0.4 },
    },
    { id: 'person named', when: (t) => t.names.length > 0, points: { people: 0.7 } },
    {
      id: 'several persons in a short text',
      when: (t) => t.names.length >= 2 && t.wordCount <= 16,
      points: { people: 0.7 },
    },
    {
      id: 'short text with a person first',
      in: 'lead',
      when: (t) => t.wordCount <= 8 && /^x(?:name|kin)\b/.test(t.lead),
      points: { people: 0.9 },
    },
    { id: 'family or role', when: /\bx(?:kin|role)\b/, points: { people: 0.6 } },
  ],
};

export const peopleEvents: RuleGroup = {
  name: 'encounters and care',
  why: 'Meeting, asking after and looking after someone are about the relationship.',
  rules: [
    {
      id: 'met or talked with',
      in: 'lead',
      when: /^(?:i |we |just |had (?:an? )?(?:\w+ ){0,3}|nice |great |good |long |quick |randomly )*(?:met|bumped into|ran into|talked (?:to|with)|spoke (?:to|with)|chatted with|chat with|saw|caught up with|(?:lunch|coffee|dinner|drinks|beers?|breakfast|call|chat|talk|convo|conversation|walk|1[:-]1|one on one)(?: notes)? (?:w\/|w|with|mit))\b/,
      points: { people: 2.2 },
    },
    {
      id: 'encounter in the text',
      when: /\b(?:met|bumped into|ran into|talked to|talked with|spoke with|spoke to|chat(?:ted)? (?:w\/|with)|lunch (?:w\/|with)|coffee (?:w\/|with)|dinner (?:w\/|with)|1[:-]1(?: notes)?(?: (?:w\/|with))?) (?:the |my |our |an? )?(?:\w+ ){0,2}x(?:name|kin|role)/,
      points: { people: 1.2 },
    },
    {
      id: 'keep in touch',
      when: /\b(?:catch(?:ing)? up with|check(?:ing)? in (?:with|on)|check on x|reach(?:ing)? out(?! to (?:customers|suppliers|vendors))|reconnect|follow(?:ing)? up with|keep in touch|stay in touch|get back in touch|write to x(?:name|kin)|visit x(?:name|kin)|call x(?:kin|name) (?:about how|xdate,|and (?:ask|see) how)|hang out with)\b/,
      points: { people: 1.8 },
    },
    {
      id: 'social verb and person',
      in: 'lead',
      when: new RegExp(
        `^(?:congratulate|thank|introduce|apologi[sz]e to|apologi[sz]e|forgive|comfort|encourage|compliment|praise|wish|invite|ask|tell|visit|call|text|meet|remind|connect|hug|support|mentor|welcome|surprise) (?:to )?(?:condolences |flowers |a card )?(?:to )?${PERSON}\\b`,
      ),
      points: { people: 1.3 },
    },
    {
      id: 'warm words',
      when: /\b(?:congratulat\w*|condolences|thank (?:x|her|him|them)|apologi[sz]e|introduce x\w+ to|introduc(?:e|ed) (?:me|us)|intro'?d|good luck|wish x\w+|how (?:is|was|did) x(?:name|kin|role)|how (?:his|her|their) \w+|ask (?:him|her|x\w+) (?:how|about (?:his|her|their|the new))|proud of|be gentle|be nice to|listen to her|listen to him)\b/,
      points: { people: 1.6 },
    },
    {
      id: 'life event',
      when: /\b(?:pregnant|expecting (?:twins|a baby|a girl|a boy)|new ?born|new baby|got married|getting married|engaged|divorc\w+|broke up|split up|passed away|died|funeral|in (?:the )?hospital|surgery|operation|got promoted|promoted|laid off|lost (?:his|her|their) job|quit (?:his|her|their) job|new job|retir(?:ed|es|ing)|graduat(?:ed|es|ing)|moved to|moving to|is moving|turns? \d{1,3}\b|turning \d{1,3}|wedding is)\b/,
      points: { people: 1.0 },
    },
    {
      id: 'birthday',
      when: /\b(?:birthday|b-?day|anniversary of|geburtstag|hochzeitstag|anniversaire|cumpleanos)\b/,
      points: { people: 1.3 },
    },
    {
      id: 'taste, trait or diet',
      when: /\b(?:allerg\w+|vegan|vegetarian|gluten|lactose|coeliac|celiac|halal|kosher|favou?rite|takes? (?:his|her|their) coffee|likes?|loves|hates|prefers|doesn't (?:like|drink|eat)|is into|hes into|shes into|hobb(?:y|ies)|speaks|grew up in|originally from|studied|works (?:at|for|as|in|on)|ex-?\s?(?:google|meta|amazon|apple)|knows (?:a|an|someone|everyone|everybody|the)|can introduce)\b/,
      points: { people: 0.9 },
    },
    {
      id: 'phone number of a person',
      when: (t) => t.names.length > 0 && /\+?\d[\d /-]{6,}\d/.test(t.folded.replace(/\d{4}-\d\d-\d\d/g, '')),
      points: { people: 1.2 },
    },
    {
      id: 'present for someone',
      when: /\b(?:gift|present) (?:idea )?for x(?:name|kin|role)/,
      points: { people: 1, admin: 0.5 },
    },
    {
      id: 'age or class in brackets',
      when: /xname \(\d{1,2}\)|xname, \d{1,2}(?:[,.]|$)/,
      points: { people: 1 },
    },
  ],
};
