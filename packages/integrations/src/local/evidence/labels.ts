import type { RuleGroup } from './rule.ts';

export const labels: RuleGroup = {
  name: 'labels',
  why: 'Who writes "idea:" or "todo:" in front has already filed the thought.',
  rules: [
    {
      id: 'idea label',
      in: 'lead',
      when: /^(?:(?:\w+ ){0,2}ideas?|idee|thoughts?|insight|concept|hypothesis|theory|brainstorm|what if|shower thought|random thought|musing|hot take|inspiration|quote|realization|realisation|observation|lyrics|novel|short story|dream|feature|experiment)\s*(?::|\s-+\s|–)/,
      points: { ideas: 3.5 },
    },
    {
      id: 'project label',
      in: 'lead',
      when: /^(?:projekt|project|proyecto|projet|proj|epic|initiative|goal|sprint goal|okr)\b[^.:]{0,30}[:–-]/,
      points: { projects: 3.5 },
    },
    {
      id: 'task label',
      when: /^(?:to-?do|task|errands?|admin|chores?|shopping(?: list)?|groceries|buy|einkaufen|remind me)\b\s*[:–-]/,
      points: { admin: 2.5 },
    },
    { id: 'person label', when: /^(?:person|people|contact|friend)\s*[:–-]/, points: { people: 3.5 } },
    { id: 'hash label idea', when: /#ideas?\b/, points: { ideas: 3 } },
    { id: 'hash label project', when: /#projects?\b/, points: { projects: 3 } },
    { id: 'hash label task', when: /#(?:todo|task|admin|errand)s?\b/, points: { admin: 3 } },
    { id: 'hash label person', when: /#(?:people|person|contact)s?\b/, points: { people: 3 } },
  ],
};
