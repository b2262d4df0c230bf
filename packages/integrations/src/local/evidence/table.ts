import { adminErrands, adminMatters } from './admin-rules.ts';
import { foreignShortForms } from './foreign-rules.ts';
import { ideaContent, ideaForms } from './idea-rules.ts';
import { labels } from './labels.ts';
import { peopleEvents, peopleSubject } from './people-rules.ts';
import { projectSteps, projectWork } from './project-rules.ts';
import type { RuleGroup } from './rule.ts';

/** All evidence the local classifier knows, group by group; each group says why it counts. */
export const ruleGroups: readonly RuleGroup[] = [
  labels,
  peopleSubject,
  peopleEvents,
  projectWork,
  projectSteps,
  ideaForms,
  ideaContent,
  adminErrands,
  adminMatters,
  foreignShortForms,
];
